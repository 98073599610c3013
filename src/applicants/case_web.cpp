// Receipt, progress, and what an applicant may do with their case. The way in is number and query code or telephone, sent in a
// form; from then on a sealed cookie of this browser opens the case, and no address names it.
#include <algorithm>
#include <charconv>

#include "applicants/answering.hpp"
#include "applicants/case_view.hpp"
#include "applicants/passes.hpp"
#include "applicants/web.hpp"
#include "base/text.hpp"
#include "casework/access.hpp"
#include "casework/case_files.hpp"
#include "directory/api.hpp"
#include "platform/auth/vault.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::applicants {

namespace {

using layout::Frame;

constexpr std::size_t code_characters = 8;
constexpr std::int64_t file_bytes = 20 << 20;

class Cases {
 public:
  explicit Cases(Services& services) : m_services(services) {}

  Page track_form(http::Request& request) { return show_track(request, {}, {}); }

  Page track(http::Request& request) {
    const TrackForm form{.number = shorten(clean_utf8(trim(request.form.get("number"))), 60)};
    if (const auto fault = token_fault(m_services, request)) return show_track(request, form, {*fault});
    const auto frame = TRY(layout::load_frame(m_services, request));
    auto context = counted(m_services, request);
    const auto proof = std::string(trim(request.form.get("proof"))).substr(0, 60);
    const auto found = kept([&] { return find_case(context, form.number, proof); });
    if (!found) return show_track(request, form, each_of(found.error()));
    auto answer = go_to(frame.base + "/requests/case");
    set_opened_case(m_services, request, answer, found->id);
    return answer;
  }

  Page leave(http::Request& request) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    if (const auto fault = token_fault(m_services, request)) return std::unexpected(*fault);
    auto answer = go_to(frame.base + "/requests");
    set_opened_case(m_services, request, answer, {});
    return answer;
  }

  Page received(http::Request& request) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    const auto id = handed_in(m_services, request);
    if (!id) return go_to(frame.base + "/requests/track");
    auto answer = private_answer(receipt_page(frame, TRY(load_receipt(m_services, frame, *id, true))));
    // it has arrived: what was typed need not be kept any longer
    auto context = anonymous(m_services, request);
    if (const auto token = draft_token(request); !token.empty()) {
      (void)requests::forget_draft(context, token);
      set_draft_token(request, answer, "");
    }
    return answer;
  }

  /// With the code as long as the page of the receipt shows it.
  Page receipt_file(http::Request& request) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    const auto id = handed_in(m_services, request);
    if (!id) return go_to(frame.base + "/requests/track");
    return slip(TRY(load_receipt(m_services, frame, *id, true)));
  }
  Page case_receipt(http::Request& request) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    const auto id = opened_case(m_services, request);
    if (!id) return go_to(frame.base + "/requests/track");
    return slip(TRY(load_receipt(m_services, frame, *id, false)));
  }

  Page show(http::Request& request) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    const auto id = opened_case(m_services, request);
    if (!id) return go_to(frame.base + "/requests/track");
    auto view = view_of(m_services, TRY(load_facts(m_services, *id)));
    view.has_account = account_of(m_services, session_token(request)).has_value();
    if (const auto done = parse_action(request.query.get("done")))
      view.done.push_back(words("applicants.done_" + std::string(name_of(*done))));
    return form_page(m_services, request, {}, [&](const FormState& state) { return case_page(frame, view, state); });
  }

  Page file(http::Request& request) {
    const auto id = opened_case(m_services, request);
    if (!id) return refuse(FaultKind::not_found, "case.not_found");
    const FileId wanted{request.id_param("file")};
    const auto stored = TRY(m_services.database.read([&](db::Session& session) -> Result<files::StoredFile> {
      const auto of_case = casework::find_file(session, *m_services.vault, *id, wanted);
      if (!of_case || !is_for_applicant(*of_case)) return refuse(FaultKind::not_found, "case.not_found");
      auto file = TRY(m_services.files->find(session, wanted));
      file.name = of_case->name;
      return file;
    }));
    auto answer = http::file(TRY(m_services.files->path_of(stored)), stored.size, stored.media_type);
    answer.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(stored.name));
    answer.header("Cache-Control", "no-store");
    return answer;
  }

  Page action_form(http::Request& request) {
    const auto action = TRY(action_of(request));
    const auto id = opened_case(m_services, request);
    const auto frame = TRY(layout::load_frame(m_services, request));
    if (!id) return go_to(frame.base + "/requests/track");
    const auto facts = TRY(load_facts(m_services, *id));
    CHECK_OK(check_possible(facts, action));
    ActionForm form{.wishes = facts.request.wishes};
    if (action == Action::correct) form.words = facts.request.description;
    return show_action(request, frame, action, facts, form, {});
  }

  Page act(http::Request& request) {
    const auto action = TRY(action_of(request));
    const auto id = opened_case(m_services, request);
    const auto frame = TRY(layout::load_frame(m_services, request));
    if (!id) return go_to(frame.base + "/requests/track");
    const auto facts = TRY(load_facts(m_services, *id));
    const auto form = form_of_request(request);
    if (const auto fault = token_fault(m_services, request))
      return show_action(request, frame, action, facts, form, {*fault});
    if (request.form.get("case") != facts.request.of.number)
      return refuse(FaultKind::conflict, "applicants.another_case");
    const auto done = kept([&] { return perform(request, action, facts, form); });
    if (!done) return show_action(request, frame, action, facts, form, each_of(done.error()));
    if (done->id) {  // a case of its own: its receipt comes next
      auto answer = go_to(frame.base + "/requests/received");
      set_handed_in(m_services, request, answer, done->id);
      return answer;
    }
    return go_to(frame.base + "/requests/case?done=" + std::string(name_of(action)));
  }

 private:
  /// What is nothing but digits may be a telephone, and once in a while it is a code.
  static Result<casework::Case> find_case(Context& context, std::string_view number, std::string_view proof) {
    const auto plain = fold(proof);
    const bool digits = !plain.empty() && std::ranges::all_of(plain, [](char c) {
      return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == ' ';
    });
    if (!digits) return casework::find_by_code(context, number, proof);
    auto found = requests::find_by_phone(context, number, proof);
    const bool may_be_code = !found && found.error().code == "case.not_tracked" && plain.size() == code_characters;
    return may_be_code ? casework::find_by_code(context, number, proof) : found;
  }

  static Result<Action> action_of(const http::Request& request) {
    const auto action = parse_action(request.param("action"));
    if (!action) return refuse(FaultKind::not_found, "http.not_found");
    return *action;
  }

  static Result<void> check_possible(const CaseFacts& facts, Action action) {
    const auto possible = possible_actions(facts);
    if (std::ranges::find(possible, action) == possible.end()) return refuse(FaultKind::conflict, "applicants.not_now");
    return {};
  }

  static ActionForm form_of_request(const http::Request& request) {
    const auto field = [&](std::string_view name) { return clean_utf8(trim(request.form.get(name))); };
    ActionForm form{.words = field("words"),
                    .wishes = {.form = field("form"), .delivery = field("delivery")},
                    .satisfied = field("satisfied"),
                    .missing = !field("missing").empty()};
    if (form.words.empty()) form.words = field("description");
    return form;
  }

  Page show_track(const http::Request& request, const TrackForm& form, const std::vector<Fault>& faults) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    return form_page(m_services, request, faults,
                     [&](const FormState& state) { return track_page(frame, form, state); });
  }

  Page show_action(const http::Request& request, const Frame& frame, Action action, const CaseFacts& facts,
                   const ActionForm& form, const std::vector<Fault>& faults) {
    return form_page(m_services, request, faults,
                     [&](const FormState& state) { return action_page(frame, action, facts, form, state); });
  }

  Page slip(const ReceiptView& view) {
    auto printed = documents::write_slip_pdf(receipt_slip(view), m_services.parts.of<documents::Fonts>());
    http::Response answer{.content_type = "application/pdf", .body = std::move(printed.bytes)};
    answer.header("Content-Disposition",
                  "inline; filename*=UTF-8''" + http::percent_encode(words("applicants.receipt_title") + ".pdf"));
    answer.header("Cache-Control", "no-store");
    return answer;
  }

  Result<std::vector<requests::Attachment>> taken_files(const http::Request& request) {
    std::vector<requests::Attachment> files;
    for (const auto& upload : request.uploads) {
      if (upload.size == 0 && upload.file_name.empty()) continue;
      auto checked = TRY(m_services.files->take_in({upload.path, upload.file_name, "file"}));
      files.push_back({.checked = checked, .name = checked.name});
    }
    return files;
  }

  /// The receipt of the new case, for what begins one; an empty one otherwise.
  Result<requests::Receipt> perform(const http::Request& request, Action action, const CaseFacts& facts,
                                    const ActionForm& form) {
    const auto id = facts.request.of.id;
    const auto version = version_of(request);
    auto context = anonymous(m_services, request);
    switch (action) {
      case Action::correct: {
        const auto files = TRY(taken_files(request));
        CHECK_OK(requests::correct(context, id, form.words, files, version));
        break;
      }
      case Action::pay: CHECK_OK(requests::report_payment(context, id, form.words, version)); break;
      case Action::explain: CHECK_OK(requests::explain_volume(context, id, form.words, version)); break;
      case Action::deliver: CHECK_OK(requests::choose_delivery(context, id, form.wishes, version)); break;
      case Action::withdraw: CHECK_OK(requests::withdraw(context, id, form.words, version)); break;
      case Action::rate: {
        const auto rating = TRY(rating_of(form));
        CHECK_OK(requests::rate(context, id, rating));
        break;
      }
      case Action::propose: return submit_about(context, request, facts, requests::kind::proactive_proposal, form);
      case Action::complain: return submit_about(context, request, facts, requests::kind::complaint, form);
    }
    return requests::Receipt{};
  }

  static std::int64_t version_of(const http::Request& request) {
    const auto text = request.form.get("version");
    std::int64_t version = 0;
    std::from_chars(text.data(), text.data() + text.size(), version);
    return version;
  }

  static Result<requests::Rating> rating_of(const ActionForm& form) {
    if (form.satisfied.size() != 1 || form.satisfied[0] < '1' || form.satisfied[0] > '5')
      return refuse(FaultKind::invalid, "applicants.mark_missing", "satisfied");
    return requests::Rating{.satisfied = form.satisfied[0] - '0', .words = form.words, .missing = form.missing};
  }

  /// The same applicant, about this case; a complaint goes to the unit above (Art. 47, 51).
  Result<requests::Receipt> submit_about(Context& context, const http::Request& request, const CaseFacts& facts,
                                         std::string_view kind, const ActionForm& form) {
    const auto& of = facts.request.of;
    context.idempotency_key = to_text(of.id) + "-" + std::string(kind) + "-" + std::to_string(version_of(request));
    requests::Submission submission{.kind = std::string(kind),
                                    .site = facts.request.site,
                                    .unit = of.unit,
                                    .applicant = facts.request.applicant,
                                    .description = form.words,
                                    .wishes = facts.request.wishes,
                                    .about = of.id};
    if (kind == requests::kind::complaint) submission.unit = unit_above(of.unit);
    auto receipt = requests::submit(context, submission);
    if (receipt) return receipt;
    auto fault = std::move(receipt).error();
    if (fault.field == "description") fault.field = "words";
    return std::unexpected(std::move(fault));
  }

  UnitId unit_above(UnitId unit) {
    return m_services.database.read([&](db::Session& session) {
      const auto found = directory::find_unit(session, unit);
      return found && found->parent ? found->parent : unit;
    });
  }

  Services& m_services;
};

}  // namespace

void add_case_routes(http::Router& router, Services& services) {
  auto cases = std::make_shared<Cases>(services);
  using enum http::Method;
  const auto on = [&](http::Method method, std::string_view path, std::string_view name,
                      Page (Cases::*page)(http::Request&), Limits limits = {}) {
    add_page(router, cases, method, "/requests" + std::string(path), std::string(name), page, limits);
  };
  on(get, "/received", "received", &Cases::received);
  on(get, "/receipt.pdf", "receipt", &Cases::receipt_file);
  on(get, "/track", "track_form", &Cases::track_form);
  on(post, "/track", "track", &Cases::track);
  on(post, "/leave", "leave", &Cases::leave);
  on(get, "/case", "case", &Cases::show);
  on(get, "/case/receipt.pdf", "case_receipt", &Cases::case_receipt);
  on(get, "/case/file/{file:id}", "case_file", &Cases::file);
  on(get, "/case/{action}", "action_form", &Cases::action_form);
  on(post, "/case/{action}", "action", &Cases::act, {.upload = file_bytes});
}

}  // namespace gongkai::applicants
