// 我的申请: in by a one-time code, without a password and without a script.
#include <algorithm>

#include "applicants/account_page.hpp"
#include "applicants/answering.hpp"
#include "applicants/case_view.hpp"
#include "applicants/passes.hpp"
#include "applicants/web.hpp"
#include "base/text.hpp"
#include "casework/access.hpp"
#include "directory/api.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::applicants {

namespace {

using layout::Frame;

constexpr int most_cases = 50;
constexpr std::array done_words{"added", "dropped", "forgotten"};

class Accounts {
 public:
  explicit Accounts(Services& services) : m_services(services) {}

  Page show(http::Request& request) {
    const auto account = account_here(request);
    if (!account) return show_entry(request, {}, {});
    AccountView view{.account = *account};
    const auto done = request.query.get("done");
    if (std::ranges::find(done_words, done) != done_words.end())
      view.done = words("applicants.account_" + std::string(done));
    return show_account(request, std::move(view), {});
  }

  Page send(http::Request& request) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    const bool again = request.form.get("act") == "again";
    const auto typed = shorten(clean_utf8(trim(request.form.get("address"))), 300);
    if (const auto fault = token_fault(m_services, request)) return show_entry(request, typed, {*fault});
    const auto pending = again ? entering(m_services, request) : std::nullopt;
    const auto address = pending ? Result<Address>(*pending) : parse_address(m_services, typed);
    if (!address) return show_entry(request, typed, each_of(address.error()));
    auto context = counted(m_services, request);
    const auto sent = kept([&] { return send_code(context, *address); });
    if (!sent) {
      auto faults = each_of(sent.error());
      for (auto& fault : faults) fault.field = again ? "code" : "address";
      return again ? show_code(request, *address, faults) : show_entry(request, typed, faults);
    }
    auto answer = go_to(frame.base + "/requests/account/enter");
    set_entering(m_services, request, answer, *address);
    return answer;
  }

  Page code(http::Request& request) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    const auto address = entering(m_services, request);
    if (!address) return go_to(frame.base + "/requests/account");
    return show_code(request, *address, {});
  }

  Page enter(http::Request& request) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    const auto address = entering(m_services, request);
    if (!address) return go_to(frame.base + "/requests/account");
    if (const auto fault = token_fault(m_services, request)) return show_code(request, *address, {*fault});
    auto context = counted(m_services, request);
    const auto token =
        kept([&] { return applicants::enter(context, *address, request.form.get("code").substr(0, 60)); });
    if (!token) {
      auto faults = each_of(token.error());
      for (auto& fault : faults) fault.field = "code";
      return show_code(request, *address, faults);
    }
    auto answer = go_to(frame.base + "/requests/account");
    set_entering(m_services, request, answer, {});
    set_session_token(request, answer, *token);
    return answer;
  }

  Page leave(http::Request& request) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    if (const auto fault = token_fault(m_services, request)) return std::unexpected(*fault);
    auto context = anonymous(m_services, request);
    CHECK_OK(applicants::leave(context, session_token(request)));
    return closed(request, frame, "/requests");
  }

  Page open(http::Request& request) {
    return with_account(request, [&](const Frame& frame, const Account& account) -> Page {
      const auto id = own_case(request, account);
      if (!id) return refuse(FaultKind::not_found, "case.not_found");
      auto answer = go_to(frame.base + "/requests/case");
      set_opened_case(m_services, request, answer, *id);
      return answer;
    });
  }

  Page add(http::Request& request) {
    return with_account(request, [&](const Frame& frame, const Account& account) -> Page {
      auto context = counted(m_services, request);
      const auto number = shorten(clean_utf8(trim(request.form.get("number"))), 60);
      const auto found =
          kept([&] { return casework::find_by_code(context, number, request.form.get("proof").substr(0, 60)); });
      if (!found) return show_account(request, {.account = account, .typed_number = number}, each_of(found.error()));
      auto quiet = anonymous(m_services, request);
      CHECK_OK(add_case(quiet, account.id, found->id));
      return go_to(frame.base + "/requests/account?done=added");
    });
  }

  Page drop(http::Request& request) {
    return with_account(request, [&](const Frame& frame, const Account& account) -> Page {
      auto context = anonymous(m_services, request);
      if (const auto id = own_case(request, account)) CHECK_OK(drop_case(context, account.id, *id));
      return go_to(frame.base + "/requests/account?done=dropped");
    });
  }

  Page forget(http::Request& request) {
    return with_account(request, [&](const Frame& frame, const Account& account) -> Page {
      auto context = anonymous(m_services, request);
      CHECK_OK(forget_details(context, account.id));
      return go_to(frame.base + "/requests/account?done=forgotten");
    });
  }

  Page ask_removal(http::Request& request) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    const auto account = account_here(request);
    if (!account) return go_to(frame.base + "/requests/account");
    return form_page(m_services, request, {},
                     [&](const FormState& state) { return removal_page(frame, *account, state); });
  }

  Page remove(http::Request& request) {
    return with_account(request, [&](const Frame& frame, const Account& account) -> Page {
      auto context = anonymous(m_services, request);
      CHECK_OK(forget_account(context, account.id));
      return closed(request, frame, "/requests/account");
    });
  }

 private:
  std::optional<Account> account_here(const http::Request& request) {
    return account_of(m_services, session_token(request));
  }

  /// What only an account may do; who is not signed in is led to the way in.
  template <class Act>
  Page with_account(const http::Request& request, const Act& act) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    const auto account = account_here(request);
    if (!account) return go_to(frame.base + "/requests/account");
    if (const auto fault = token_fault(m_services, request))
      return show_account(request, {.account = *account}, {*fault});
    return act(frame, *account);
  }

  /// Signed out, and no case left open behind it.
  http::Response closed(const http::Request& request, const Frame& frame, std::string_view next) {
    auto answer = go_to(frame.base + std::string(next));
    set_session_token(request, answer, "");
    set_opened_case(m_services, request, answer, {});
    return answer;
  }

  std::optional<CaseId> own_case(const http::Request& request, const Account& account) {
    const auto number = casework::typed(request.form.get("number"));
    const auto id =
        m_services.database.read([&](db::Session& session) { return casework::id_of_number(session, number); });
    if (!id) return std::nullopt;
    const auto own = cases_of(m_services, account, most_cases);
    const bool is_own = std::ranges::any_of(own, [&](const OwnCase& one) { return one.id == *id; });
    return is_own ? id : std::nullopt;
  }

  CaseLine line_of(const CaseFacts& facts, bool added) {
    const auto& of = facts.request.of;
    const auto* stage = facts.desk.kind->find_stage(facts.desk.stage);
    CaseLine line{.number = of.number,
                  .kind = facts.desk.kind->name,
                  .opened_on = of.opened_on,
                  .stage = stage ? stage->public_words : "",
                  .added = added};
    const auto unit =
        m_services.database.read([&](db::Session& session) { return directory::find_unit(session, of.unit); });
    if (unit) line.unit = unit->name;
    if (facts.reading && facts.reading->reply_due && of.is_open())
      line.term = i18n::text("applicants.line_term", {{"due", to_chinese(*facts.reading->reply_due)},
                                                      {"left", remaining_text(*facts.reading)}});
    if (auto told = told_of(m_services, facts); !told.empty()) line.told = std::move(told.front());
    return line;
  }

  Page show_account(const http::Request& request, AccountView view, const std::vector<Fault>& faults) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    const auto own = cases_of(m_services, view.account, most_cases + 1);
    view.has_more = own.size() > most_cases;
    for (std::size_t i = 0; i < std::min<std::size_t>(own.size(), most_cases); ++i)
      if (const auto facts = load_facts(m_services, own[i].id)) view.cases.push_back(line_of(*facts, own[i].added));
    return form_page(m_services, request, faults,
                     [&](const FormState& state) { return account_page(frame, view, state); });
  }

  Page show_entry(const http::Request& request, const std::string& typed, const std::vector<Fault>& faults) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    const EntryForm form{
        .typed = typed, .by_mail = can_send(m_services, Way::email), .by_sms = can_send(m_services, Way::sms)};
    return form_page(m_services, request, faults,
                     [&](const FormState& state) { return entry_page(frame, form, state); });
  }

  Page show_code(const http::Request& request, const Address& address, const std::vector<Fault>& faults) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    return form_page(m_services, request, faults,
                     [&](const FormState& state) { return code_page(frame, address, state); });
  }

  Services& m_services;
};

}  // namespace

void add_account_routes(http::Router& router, Services& services) {
  auto accounts = std::make_shared<Accounts>(services);
  using enum http::Method;
  const auto on = [&](http::Method method, std::string_view path, std::string_view name,
                      Page (Accounts::*page)(http::Request&)) {
    add_page(router, accounts, method, "/requests/account" + std::string(path), "account" + std::string(name), page);
  };
  on(get, "", "", &Accounts::show);
  on(post, "/code", "_send_code", &Accounts::send);
  on(get, "/enter", "_code", &Accounts::code);
  on(post, "/enter", "_enter", &Accounts::enter);
  on(post, "/leave", "_leave", &Accounts::leave);
  on(post, "/open", "_open", &Accounts::open);
  on(post, "/add", "_add", &Accounts::add);
  on(post, "/drop", "_drop", &Accounts::drop);
  on(post, "/forget-details", "_forget_details", &Accounts::forget);
  on(get, "/remove", "_ask_removal", &Accounts::ask_removal);
  on(post, "/remove", "_remove", &Accounts::remove);
}

}  // namespace gongkai::applicants
