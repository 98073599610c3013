// The pages for readers. Forms carry a token of their own, so they are never in the cache.
#include "content/api.hpp"
#include "directory/api.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "platform/i18n/messages.hpp"
#include "readers/form_answer.hpp"
#include "readers/rules.hpp"
#include "readers/store_voices.hpp"
#include "readers/use_cases.hpp"
#include "readers/voice_pages.hpp"
#include "readers/web.hpp"

namespace gongkai::readers {

namespace {

using layout::Frame;

constexpr int shown_answers = 20;

class Voices {
 public:
  explicit Voices(Services& services) : m_services(services) {}

  Page useful_form(http::Request& request) {
    const auto asked = TRY(asked_document(request));
    if (!request.query.get("thanks").empty()) return private_answer(thanks_page(asked.frame, asked.document));
    return form_page(m_services, request, {},
                     [&](const FormState& state) { return useful_page(asked.frame, asked.document, nullptr, state); });
  }

  Page useful(http::Request& request) {
    const auto asked = TRY(asked_document(request));
    const auto chosen = request.form.get("useful");
    const Opinion opinion{.useful = chosen == "yes", .words = std::string(request.form.get("words"))};
    std::vector<Fault> faults;
    if (chosen != "yes" && chosen != "no")
      faults.push_back({FaultKind::invalid, "readers.useful_missing", "useful", {}, {}});
    if (faults.empty()) {
      auto context = anonymous(m_services, request);
      const auto done = say_useful(context, asked.document.id, opinion);
      if (done) return http::redirect(layout::document_address(asked.document.id) + "/useful?thanks=1");
      if (done.error().kind != FaultKind::invalid) return std::unexpected(done.error());
      faults = each_of(done.error());
    }
    const auto* shown = chosen.empty() ? nullptr : &opinion;
    return form_page(m_services, request, faults,
                     [&](const FormState& state) { return useful_page(asked.frame, asked.document, shown, state); });
  }

  Page report_form(http::Request& request) {
    return show_report(request, {.page = page_of(request.query.get("page"))}, {});
  }

  Page report(http::Request& request) {
    const auto frame = TRY(frame_of(request));
    const auto field = [&](std::string_view name) { return std::string(request.form.get(name)); };
    const ErrorForm form{field("kind"), field("page"), field("words"), field("contact")};
    auto context = anonymous(m_services, request);
    const auto receipt = report_error(context, frame.site.id, form);
    if (receipt) {
      const auto due = m_services.calendars->current()->add(context.today(), settings().answer_working_days);
      return private_answer(receipt_page(frame, *receipt, due));
    }
    if (receipt.error().kind != FaultKind::invalid) return std::unexpected(receipt.error());
    return show_report(request, form, each_of(receipt.error()));
  }

  Page track_form(http::Request& request) { return show_track(request, {}, {}); }

  Page tracked(http::Request& request) {
    const auto frame = TRY(frame_of(request));
    const Receipt typed{std::string(request.form.get("number")), std::string(request.form.get("code"))};
    auto context = anonymous(m_services, request);
    const auto report = track(context, typed);
    if (!report) return show_track(request, typed, each_of(report.error()));
    const auto unit =
        m_services.database.read([&](db::Session& session) { return directory::find_unit(session, report->unit); });
    const auto waiting =
        waiting_of(*report, *m_services.calendars->current(), settings().answer_working_days, context.today());
    return private_answer(
        tracked_page(frame, {.report = *report,
                             .words = m_services.vault->open("error_report.words", report->id.value, report->words),
                             .unit = unit ? unit->name : "",
                             .due = waiting.due}));
  }

 private:
  struct Asked {
    Frame frame;
    AskedDocument document;
  };

  Result<Frame> frame_of(const http::Request& request) { return layout::load_frame(m_services, request); }

  Result<Asked> asked_document(const http::Request& request) {
    return m_services.database.read([&](db::Session& session) -> Result<Asked> {
      const auto found = content::find_public(session, DocumentId{request.id_param("id")});
      if (!found) return refuse(FaultKind::not_found, "document.not_found");
      auto frame = TRY(layout::load_frame(m_services, found->site, request));
      return Asked{std::move(frame), {found->id, found->title}};
    });
  }

  Page show_report(const http::Request& request, const ErrorForm& form, const std::vector<Fault>& faults) {
    const auto frame = TRY(frame_of(request));
    const auto answers = m_services.database.read(
        [&](db::Session& session) { return store::public_answers(session, frame.site.id, shown_answers); });
    return form_page(m_services, request, faults,
                     [&](const FormState& state) { return report_page(frame, form, answers, state); });
  }

  Page show_track(const http::Request& request, const Receipt& typed, const std::vector<Fault>& faults) {
    const auto frame = TRY(frame_of(request));
    return form_page(m_services, request, faults,
                     [&](const FormState& state) { return track_page(frame, typed, state); });
  }

  Services& m_services;
};

}  // namespace

void add_voice_routes(http::Router& router, Services& services) {
  auto voices = std::make_shared<Voices>(services);
  const auto on = [&](http::Method method, std::string pattern, std::string name,
                      Page (Voices::*page)(http::Request&)) {
    add_page(router, voices, method, std::move(pattern), std::move(name), page);
  };
  using enum http::Method;
  on(get, "/d/{id:id}/useful", "readers.useful_form", &Voices::useful_form);
  on(post, "/d/{id:id}/useful", "readers.useful", &Voices::useful);
  for (const auto& [prefix, name] :
       {std::pair<std::string, std::string>{"", "readers."}, {"/s/{site:slug}", "readers.site."}}) {
    on(get, prefix + "/report-error", name + "report_form", &Voices::report_form);
    on(post, prefix + "/report-error", name + "report", &Voices::report);
    on(get, prefix + "/report-error/track", name + "track_form", &Voices::track_form);
    on(post, prefix + "/report-error/track", name + "track", &Voices::tracked);
  }
}

}  // namespace gongkai::readers
