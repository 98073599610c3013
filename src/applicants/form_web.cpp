// The guide and the form. A draft is saved with every step; what cannot be saved is shown again as it was typed.
#include <algorithm>

#include "applicants/answering.hpp"
#include "applicants/form_pages.hpp"
#include "applicants/guide_page.hpp"
#include "applicants/passes.hpp"
#include "applicants/web.hpp"
#include "base/bytes.hpp"
#include "base/text.hpp"
#include "directory/api.hpp"
#include "platform/auth/vault.hpp"
#include "requests/rules.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::applicants {

namespace {

using layout::Frame;

constexpr std::int64_t file_bytes = 20 << 20;

class Forms {
 public:
  explicit Forms(Services& services) : m_services(services) {}

  Page guide(http::Request& request) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    GuideView view{.rules = regulation::catalog_rules().on(m_services.clock.today()),
                   .has_draft = !draft_token(request).empty()};
    view.office =
        m_services.database.read([&](db::Session& session) { return directory::find_unit(session, frame.site.unit); });
    return private_answer(guide_page(frame, view));
  }

  Page office(http::Request& request) { return show_saved(request, Step::office); }
  Page applicant(http::Request& request) { return show_saved(request, Step::applicant); }
  Page wanted(http::Request& request) { return show_saved(request, Step::wanted); }
  Page supply(http::Request& request) { return show_saved(request, Step::supply); }
  Page check(http::Request& request) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    const auto draft = load(request);
    const auto faults = faults_of(draft, frame.site.id);
    // to the first group that still needs something, in the order of the form
    for (const auto step : steps)
      if (step != Step::check && !faults_on(step, faults).empty()) return go_to(address_of(frame, step));
    return show(request, frame, Step::check, draft, {});
  }

  Page save_office(http::Request& request) { return save_step(request, Step::office); }
  Page save_applicant(http::Request& request) { return save_step(request, Step::applicant); }
  Page save_wanted(http::Request& request) { return save_step(request, Step::wanted); }
  Page save_supply(http::Request& request) { return save_step(request, Step::supply); }

  /// The list alone, for the script of the page: sent, because what an applicant types belongs into no address.
  Page known(http::Request& request) {
    if (const auto fault = token_fault(m_services, request)) return std::unexpected(*fault);
    return private_answer(known_list(known_already(m_services, request.form.get("description"))).markup());
  }

  Page submit(http::Request& request) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    const auto token = draft_token(request);
    auto draft = load(request);
    if (const auto fault = token_fault(m_services, request)) return show(request, frame, Step::check, draft, {*fault});
    if (request.form.get("act") == "discard") return discard(request, frame, token);
    if (token.empty())
      return show(request, frame, Step::office, draft, {{FaultKind::invalid, "applicants.no_draft", "unit", {}, {}}});
    if (drop_lost_files(draft)) return show_lost(request, frame, draft, token);
    auto context = anonymous(m_services, request);
    // two submits of one form are one case, however fast they come
    context.idempotency_key = to_base64url(m_services.vault->sign("applicants.submit", token));
    const auto receipt = kept([&] { return requests::submit(context, submission_of(draft, frame.site.id)); });
    if (!receipt) return show_refused(request, frame, draft, named(draft, each_of(receipt.error())));
    keep_applicant(request, draft);
    auto answer = go_to(frame.base + "/requests/received");
    set_handed_in(m_services, request, answer, receipt->id);
    set_opened_case(m_services, request, answer, receipt->id);
    return answer;
  }

 private:
  Draft load(const http::Request& request) {
    auto context = anonymous(m_services, request);
    const auto kept_form = requests::load_draft(context, draft_token(request));
    return kept_form ? draft_of(*kept_form) : fresh(request);
  }

  /// Begins with what the applicant keeps in their account, or at least with the address that is known to be theirs.
  Draft fresh(const http::Request& request) {
    Draft draft;
    const auto account = account_of(m_services, session_token(request));
    if (!account) return draft;
    if (account->details) draft.applicant = *account->details;
    else (account->address.way == Way::email ? draft.applicant.email : draft.applicant.phone) = account->address.text;
    return draft;
  }

  /// The request is in; what the applicant keeps is a convenience, and its failure takes nothing back.
  void keep_applicant(const http::Request& request, const Draft& draft) {
    if (request.form.get("keep").empty()) return;
    const auto account = account_of(m_services, session_token(request));
    if (!account) return;
    auto context = anonymous(m_services, request);
    (void)kept([&] { return keep_details(context, account->id, submission_of(draft, {}).applicant); });
  }

  /// The use case names a person and an organisation alike; the form has a field for each.
  static std::vector<Fault> named(const Draft& draft, std::vector<Fault> faults) {
    for (auto& fault : faults) {
      if (fault.field == "name" && draft.applicant.kind != "natural") fault.field = "organisation";
      if (fault.field == "attachments") fault.field = "file";
    }
    return faults;
  }

  std::vector<Fault> faults_of(const Draft& draft, SiteId site) const {
    const auto checked = requests::checked(submission_of(draft, site), requests::settings(), m_services.clock.today());
    return checked ? std::vector<Fault>{} : named(draft, each_of(checked.error()));
  }

  Page show_saved(http::Request& request, Step step) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    auto draft = load(request);
    choose_kind(draft, request.query.get("for"));
    if (const auto unit = parse_id(request.query.get("unit"))) draft.unit = UnitId{*unit};
    return show(request, frame, step, draft, {});
  }

  Page show(const http::Request& request, const Frame& frame, Step step, const Draft& draft,
            const std::vector<Fault>& faults, bool look = false) {
    return form_page(m_services, request, faults, [&](const FormState& state) {
      switch (step) {
        case Step::office: return office_page(frame, draft, office_view(request), state);
        case Step::applicant: return applicant_page(frame, draft, state);
        case Step::wanted:
          return wanted_page(frame, draft, look ? known_already(m_services, draft.description) : std::vector<Known>{},
                             state);
        case Step::supply: return supply_page(frame, draft, state);
        case Step::check: break;
      }
      return check_page(frame, draft,
                        {.unit = name_of_unit(draft.unit),
                         .known = known_already(m_services, draft.description),
                         .may_keep = account_of(m_services, session_token(request)).has_value()},
                        state);
    });
  }

  OfficeView office_view(const http::Request& request) {
    OfficeView view{.asked = shorten(clean_utf8(trim(request.query.get("who"))), 40)};
    view.found = offices_for(m_services, view.asked);
    view.units = open_units(m_services);
    return view;
  }

  std::string name_of_unit(UnitId id) {
    const auto unit = m_services.database.read([&](db::Session& session) { return directory::find_unit(session, id); });
    return unit ? unit->name : "";
  }

  Page save_step(http::Request& request, Step step) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    auto draft = load(request);
    take(draft, step, request.form);
    choose_kind(draft, request.form.get("for"));
    if (const auto fault = token_fault(m_services, request)) return show(request, frame, step, draft, {*fault});
    auto faults = step == Step::wanted ? take_files(request, draft) : std::vector<Fault>{};
    auto context = anonymous(m_services, request);
    const auto token = kept([&] { return requests::save_draft(context, draft_token(request), to_json(draft)); });
    if (!token) return show(request, frame, step, draft, {token.error()});
    const auto act = request.form.get("act");
    const bool stays = act == "look" || act == "attach" || !request.form.get("remove").empty();
    if (!stays)
      for (auto& fault : faults_on(step, faults_of(draft, frame.site.id))) faults.push_back(std::move(fault));
    auto answer = stays || !faults.empty() ? show(request, frame, step, draft, faults, stays)
                                           : Page(go_to(address_of(frame, next_of(step))));
    if (answer) set_draft_token(request, *answer, *token);
    return answer;
  }

  static void choose_kind(Draft& draft, std::string_view wanted) {
    if (wanted == "records") draft.kind = requests::kind::records_correction;
    if (wanted == "information") draft.kind = requests::kind::request;
  }

  static Step next_of(Step step) { return static_cast<Step>(static_cast<int>(step) + 1); }

  /// Files pass the same checks as everybody's; those that do not are named, the others stay.
  std::vector<Fault> take_files(const http::Request& request, Draft& draft) {
    std::vector<Fault> faults;
    std::erase_if(draft.files, [&](const requests::Attachment& file) {
      return file.checked.blob.sha256 == request.form.get("remove");
    });
    for (const auto& upload : request.uploads) {
      if (upload.size == 0 && upload.file_name.empty()) continue;  // the field was left empty
      if (draft.files.size() >= requests::settings().most_attachments) {
        faults.push_back({FaultKind::invalid,
                          "requests.too_many_files",
                          "file",
                          {{"most", std::to_string(requests::settings().most_attachments)}},
                          {}});
        break;
      }
      auto checked = m_services.files->take_in({upload.path, upload.file_name, "file"});
      if (checked) draft.files.push_back({.checked = *checked, .name = checked->name});
      else faults.push_back(checked.error());
    }
    return faults;
  }

  /// The store sweeps after a day what nobody has handed in. True when something was lost: the applicant is told.
  bool drop_lost_files(Draft& draft) {
    const auto lost = std::erase_if(draft.files, [&](const requests::Attachment& file) {
      return !m_services.files->blobs().open(file.checked.blob.sha256, file.checked.blob.size);
    });
    return lost > 0;
  }

  /// On the page that asks for what was refused, so that it can be changed there.
  Page show_refused(const http::Request& request, const Frame& frame, const Draft& draft,
                    const std::vector<Fault>& faults) {
    return show(request, frame, step_of(faults.front().field), draft, faults);
  }

  Page show_lost(const http::Request& request, const Frame& frame, const Draft& draft, const std::string& token) {
    auto context = anonymous(m_services, request);
    CHECK_OK(requests::save_draft(context, token, to_json(draft)));
    return show(request, frame, Step::wanted, draft, {{FaultKind::invalid, "applicants.file_gone", "file", {}, {}}});
  }

  Page discard(const http::Request& request, const Frame& frame, const std::string& token) {
    auto context = anonymous(m_services, request);
    CHECK_OK(requests::forget_draft(context, token));
    auto answer = go_to(frame.base + "/requests");
    set_draft_token(request, answer, "");
    return answer;
  }

  Services& m_services;
};

}  // namespace

void add_form_routes(http::Router& router, Services& services) {
  auto forms = std::make_shared<Forms>(services);
  using enum http::Method;
  const auto on = [&](http::Method method, std::string_view path, std::string_view name,
                      Page (Forms::*page)(http::Request&), Limits limits = {}) {
    add_page(router, forms, method, "/requests" + std::string(path), std::string(name), page, limits);
  };
  on(get, "", "guide", &Forms::guide);
  on(get, "/office", "office", &Forms::office);
  on(post, "/office", "save_office", &Forms::save_office, {.rate = "draft"});
  on(get, "/applicant", "applicant", &Forms::applicant);
  on(post, "/applicant", "save_applicant", &Forms::save_applicant, {.rate = "draft"});
  on(get, "/wanted", "wanted", &Forms::wanted);
  on(post, "/wanted", "save_wanted", &Forms::save_wanted, {.upload = file_bytes, .rate = "draft"});
  on(post, "/known", "known", &Forms::known, {.rate = "draft"});
  on(get, "/supply", "supply", &Forms::supply);
  on(post, "/supply", "save_supply", &Forms::save_supply, {.rate = "draft"});
  on(get, "/check", "check", &Forms::check);
  on(post, "/check", "submit", &Forms::submit);
}

}  // namespace gongkai::applicants
