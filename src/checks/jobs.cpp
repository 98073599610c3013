#include "checks/gate.hpp"
#include "checks/links.hpp"
#include "checks/use_cases.hpp"
#include "checks/word_book.hpp"
#include "directory/api.hpp"
#include "platform/jobs/queue.hpp"
#include "platform/probe/probe.hpp"
#include "platform/search/document_number.hpp"

namespace gongkai::checks {
namespace {
Context system_context(Services& services, std::string request_id) {
  return {.services = services, .actor = auth::system_actor(), .request_id = std::move(request_id)};
}

Result<DocumentId> document_of(jobs::Job& job) {
  json::Reader payload(job.payload());
  const DocumentId id{payload.id("document")};
  CHECK_OK(payload.finish());
  return id;
}

bool is_on_the_desk(content::State state) {
  return state == content::State::draft || state == content::State::returned || state == content::State::in_review;
}

/// Whether a change of the document asks for a new look.
bool needs_look(db::Session& session, Services& services, DocumentId id) {
  const auto desk = content::find_desk(session, id);
  return desk && is_on_the_desk(desk->latest.state) && !is_fresh(session, services, *desk);
}

void queue_look(Services& services, DocumentId id) {
  (void)services.database.write([&](db::Session& session) -> Result<void> {
    jobs::enqueue(session, services.ids, "checks.run", json::object{{"document", to_text(id)}}, services.clock.now(),
                  {}, "checks:" + to_text(id));
    return {};
  });
}

/// Keeps the table of 文号: one read, and one write where something differs.
void note_numbers(Services& services, const std::vector<DocumentId>& ids) {
  std::vector<std::pair<DocumentId, std::string>> changed;
  services.database.read([&](db::Session& session) {
    for (const auto id : ids) {
      const auto desk = content::find_desk(session, id);
      const auto fields = desk ? content::fields_of(desk->latest.fields_text) : content::Fields{};
      auto key = search::number_key(content::value_of(fields, "document_number"));
      if (key != store::number_of(session, id)) changed.emplace_back(id, std::move(key));
    }
  });
  if (changed.empty()) return;
  (void)services.database.write([&](db::Session& session) -> Result<void> {
    for (const auto& [id, key] : changed) store::save_number(session, id, key);
    return {};
  });
}

/// The documents from before this capability was there.
void fill_numbers_once(Services& services) {
  if (services.database.read([](db::Session& session) { return store::has_numbers(session); })) return;
  (void)services.database.write([&](db::Session& session) -> Result<void> {
    jobs::enqueue(session, services.ids, "checks.number_all", json::object{}, services.clock.now(), {},
                  "checks.number_all");
    return {};
  });
}

LinkState state_of(probe::Outcome outcome) {
  switch (outcome) {
    case probe::Outcome::alive: return LinkState::alive;
    case probe::Outcome::gone: return LinkState::dead;
    case probe::Outcome::unreachable:
    case probe::Outcome::refused: return LinkState::unreachable;
  }
  return LinkState::unreachable;
}

std::vector<std::string> outside_addresses(db::Session& session, const content::Desk& desk) {
  std::vector<std::string> hosts, outside;
  for (const auto& site : directory::sites(session)) hosts.push_back(site.host);
  for (const auto& address : addresses_in(desk.latest.body))
    if (is_external(as_internal(address.text, hosts))) outside.push_back(address.text);
  return outside;
}

/// Visits the outside addresses and looks at the edition again with what was seen.
Result<void> visit_links(Services& services, jobs::Job& job, DocumentId id) {
  auto context = system_context(services, "checks.links");
  EditionId edition{};
  const auto addresses = services.database.read([&](db::Session& session) -> std::vector<std::string> {
    const auto desk = content::find_desk(session, id);
    if (!desk) return {};
    edition = desk->latest.id;
    return outside_addresses(session, *desk);
  });
  if (!edition) return {};
  std::vector<Link> links;
  for (const auto& address : addresses) {
    if (job.should_stop()) return {};
    job.report(static_cast<int>(links.size() * 100 / addresses.size()), address);
    const auto seen = probe::visit(address);
    links.push_back({edition, address, state_of(seen.outcome), seen.remark, services.clock.now()});
  }
  CHECK_OK(services.database.write([&](db::Session& session) -> Result<void> {
    store::replace_links(session, edition, links);
    return {};
  }));
  return links.empty() ? Result<void>{} : run(context, id);
}
}  // namespace

void invalidate(Services& services, const std::vector<feed::Change>& changes) {
  const bool leaders_changed = services.database.read([&](db::Session& session) {
    return std::any_of(changes.begin(), changes.end(), [&](const auto& change) {
      if (change.topic != "document") return false;
      const auto document = content::store::find_document(session, DocumentId{change.object});
      return document && document->type == "leader";
    });
  });
  const bool lists_changed =
      std::any_of(changes.begin(), changes.end(), [](const auto& change) { return change.topic == list_topic; });
  if (leaders_changed || lists_changed) forget_word_book(services);
}

feed::Consumer consumer(Services& services) {
  return {.name = "checks", .apply = [&services](const std::vector<feed::Change>& changes, const std::string&) {
            std::vector<DocumentId> ids;
            for (const auto& change : changes)
              if (change.topic == "document") ids.emplace_back(change.object);
            fill_numbers_once(services);
            note_numbers(services, ids);
            for (const auto id : ids)
              if (services.database.read([&](db::Session& session) { return needs_look(session, services, id); }))
                queue_look(services, id);
          }};
}

void add_jobs(jobs::Runner& runner, Services& services) {
  runner.on("checks.run", [&services](jobs::Job& job) -> Result<void> {
    const auto id = TRY(document_of(job));
    auto context = system_context(services, "checks.run");
    if (const auto done = run(context, id); !done && done.error().kind != FaultKind::not_found) return done;
    return {};
  });
  runner.on("checks.links",
            [&services](jobs::Job& job) -> Result<void> { return visit_links(services, job, TRY(document_of(job))); });
  runner.on("checks.number_all", [&services](jobs::Job& job) -> Result<void> {
    constexpr std::int64_t batch = 500;
    for (DocumentId last{};;) {
      const auto ids =
          services.database.read([&](db::Session& session) { return store::documents_after(session, last, batch); });
      note_numbers(services, ids);
      if (ids.empty() || job.should_stop()) return {};
      last = ids.back();
    }
  });
  runner.schedule("checks.number_all", jobs::Schedule::daily_at(4, 20));
}

}  // namespace gongkai::checks
