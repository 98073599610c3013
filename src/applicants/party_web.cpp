// Answering a consultation by the address that was sent to the party: its token is the only key.
#include <algorithm>

#include "applicants/answering.hpp"
#include "applicants/party_page.hpp"
#include "applicants/web.hpp"
#include "base/text.hpp"
#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "platform/calendar/calendars.hpp"
#include "regulation/rules.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::applicants {

namespace {

class Parties {
 public:
  explicit Parties(Services& services) : m_services(services) {}

  Page show(http::Request& request) {
    auto context = counted(m_services, request);
    const auto consultation = TRY(requests::open_by_token(context, request.param("token")));
    return draw(request, consultation, {}, {});
  }

  Page answer(http::Request& request) {
    auto context = counted(m_services, request);
    const std::string token(request.param("token"));
    const auto consultation = TRY(requests::open_by_token(context, token));
    const PartyForm form{.answer = std::string(request.form.get("answer")),
                         .words = clean_utf8(trim(request.form.get("words")))};
    if (const auto fault = token_fault(m_services, request)) return draw(request, consultation, form, {*fault});
    const auto allowed = answers_for(consultation.of.kind);
    if (std::ranges::find(allowed, form.answer) == allowed.end())
      return draw(request, consultation, form, {{FaultKind::invalid, "applicants.answer_missing", "answer", {}, {}}});
    const auto done = kept([&] {
      return requests::answer_by_token(context, token,
                                       {.answer = form.answer, .words = form.words, .on = context.today()});
    });
    if (!done) return draw(request, consultation, form, each_of(done.error()));
    const auto frame = TRY(layout::load_frame(m_services, request));
    return private_answer(thanks_page(frame));
  }

 private:
  Page draw(const http::Request& request, const requests::Consultation& consultation, const PartyForm& form,
            const std::vector<Fault>& faults) {
    const auto frame = TRY(layout::load_frame(m_services, request));
    const auto view = view_of(consultation);
    const std::string action = "/consultations/" + http::percent_encode(request.param("token"));
    auto answer = form_page(m_services, request, faults,
                            [&](const FormState& state) { return party_page(frame, view, form, action, state); });
    answer.header("Referrer-Policy", "no-referrer");  // the address is the key
    return answer;
  }

  /// The term begins when the party receives the letter (Art. 32, 34): with this page at the latest.
  PartyView view_of(const requests::Consultation& consultation) {
    PartyView view{.consultation = consultation};
    const auto today = m_services.clock.today();
    const auto& terms = regulation::catalog_rules().on(today).terms;
    if (consultation.of.kind == requests::kind::third_party) view.term = terms.third_party;
    if (consultation.of.kind == requests::kind::joint_maker) view.term = terms.joint_maker;
    const auto* received = casework::first_of(consultation.events, "received");
    if (view.term > 0) view.last = m_services.calendars->current()->add(received ? received->on : today, view.term);
    if (const auto unit = m_services.database.read(
            [&](db::Session& session) { return directory::find_unit(session, consultation.of.unit); })) {
      view.unit = unit->name;
      view.unit_phone = unit->phone;
    }
    return view;
  }

  Services& m_services;
};

}  // namespace

void add_party_routes(http::Router& router, Services& services) {
  auto parties = std::make_shared<Parties>(services);
  const auto on = [&](http::Method method, std::string name, Page (Parties::*page)(http::Request&)) {
    router.add({.method = method,
                .pattern = "/consultations/{token}",
                .name = "applicants." + name,
                .guard = http::Guard::none,
                .body_limit = 64'000,
                .handler =
                    [&router, parties, page](http::Request& request) {
                      auto answer = (*parties.*page)(request);
                      return answer ? *std::move(answer) : router.refuse(request, answer.error());
                    },
                .rate = method == http::Method::post ? "form" : ""});
  };
  on(http::Method::get, "party", &Parties::show);
  on(http::Method::post, "party_answer", &Parties::answer);
}

void add_routes(http::Router& router, Services& services) {
  add_form_routes(router, services);
  add_case_routes(router, services);
  add_account_routes(router, services);
  add_party_routes(router, services);
}

}  // namespace gongkai::applicants
