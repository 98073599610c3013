#include "app/platform.hpp"

#include <unistd.h>

#include <cstdlib>

#include "annual_report/column_array.hpp"
#include "annual_report/jobs.hpp"
#include "annual_report/use_cases.hpp"
#include "annual_report/web.hpp"
#include "app/office.hpp"
#include "app/openapi.hpp"
#include "applicants/telling.hpp"
#include "applicants/web.hpp"
#include "case_library/known.hpp"
#include "case_library/use_cases.hpp"
#include "case_library/web.hpp"
#include "casework/cases.hpp"
#include "catalogue/pages.hpp"
#include "catalogue/web.hpp"
#include "checks/gate.hpp"
#include "checks/web.hpp"
#include "content/duties.hpp"
#include "content/followers.hpp"
#include "content/jobs.hpp"
#include "content/web.hpp"
#include "directory/use_cases.hpp"
#include "directory/web.hpp"
#include "finding/book.hpp"
#include "finding/questions.hpp"
#include "finding/use_cases.hpp"
#include "finding/web.hpp"
#include "gazette/followers.hpp"
#include "gazette/use_cases.hpp"
#include "gazette/web.hpp"
#include "imports/web.hpp"
#include "imports/work.hpp"
#include "layout/group.hpp"
#include "letters/web.hpp"
#include "open_data/web.hpp"
#include "operations/web.hpp"
#include "oversight/web.hpp"
#include "platform/audit/checkpoint.hpp"
#include "platform/documents/official_text.hpp"
#include "platform/files/jobs.hpp"
#include "platform/http/service_routes.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/log/log.hpp"
#include "platform/mail/mail.hpp"
#include "platform/mail/sms.hpp"
#include "policy/gates.hpp"
#include "policy/web.hpp"
#include "portal/web.hpp"
#include "printing/web.hpp"
#include "readers/counting.hpp"
#include "readers/jobs.hpp"
#include "readers/web.hpp"
#include "redaction/jobs.hpp"
#include "redaction/web.hpp"
#include "remedies/jobs.hpp"
#include "remedies/web.hpp"
#include "report_check/web.hpp"
#include "report_intake/web.hpp"
#include "report_intake/work.hpp"
#include "request_mining/jobs.hpp"
#include "request_mining/web.hpp"
#include "requests/jobs.hpp"
#include "requests/letter_facts.hpp"
#include "requests/web.hpp"
#include "review/gates.hpp"
#include "review/web.hpp"
#include "similar_requests/index.hpp"
#include "similar_requests/web.hpp"
#include "site_report/use_cases.hpp"
#include "site_report/web.hpp"
#include "sites/use_cases.hpp"
#include "sites/web.hpp"

namespace gongkai::app {
namespace {
constexpr int kept_days = 7;  // of the change feed and of answers to repeated requests
constexpr int job_history_days = 30;

std::string node_name(const config::Config& config) {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  return fmt::format("{}-{}", host.data(), config.integer("node.number"));
}

std::filesystem::path made(std::filesystem::path folder) {
  std::filesystem::create_directories(folder);
  return folder;
}

files::Options file_options(const config::Config& config, const DataFolder& folder) {
  return {.folder = made(folder.files()),
          .clamd = config.text("files.clamd"),
          .max_bytes = config.integer("files.max_megabytes") << 20};
}

documents::Fonts printing_fonts(const config::Config& config) {
  return {.title = config.text("print.font_title"),
          .body = config.text("print.font_body"),
          .kai = config.text("print.font_kai"),
          .hei = config.text("print.font_hei"),
          .song = config.text("print.font_song")};
}

mail::Settings mail_settings(const config::Config& config) {
  const char* password = std::getenv("GONGKAI_MAIL_PASSWORD");
  return {.server = config.text("mail.smtp"),
          .from = config.text("mail.from"),
          .user = config.text("mail.user"),
          .password = password ? password : "",
          .origin = config.text("mail.origin")};
}

mail::SmsSettings sms_settings(const config::Config& config) {
  const char* key = std::getenv("GONGKAI_SMS_KEY");
  return {.gateway = config.text("sms.gateway"), .key = key ? key : "", .signature = config.text("sms.signature")};
}

std::filesystem::path vault_file(const DataFolder& folder) {
  const auto keys = made(folder.keys());
  std::filesystem::permissions(keys, std::filesystem::perms::owner_all);
  return keys / "vault.json";
}
}  // namespace

Result<std::unique_ptr<Platform>> Platform::open(const Installation& installation) {
  return open(TRY(read_configuration(installation)));
}

Result<std::unique_ptr<Platform>> Platform::open(config::Config config) {
  const auto folder = data_folder(config);
  std::error_code error;
  std::filesystem::create_directories(folder.root, error);
  if (error) return refuse(FaultKind::unavailable, "app.folder_not_writable", {}, {{"folder", folder.root.string()}});
  auto lock = TRY(lock_folder(folder));
  auto database = TRY(open_database(config));
  return std::unique_ptr<Platform>(new Platform(std::move(config), std::move(lock), std::move(database)));
}

Platform::Platform(config::Config config, std::unique_ptr<FolderLock> lock, std::unique_ptr<db::Database> database)
    : m_config(std::move(config)),
      m_folder(data_folder(m_config)),
      m_lock(std::move(lock)),
      m_database(std::move(database)),
      m_clock(m_config),
      m_ids(m_clock, static_cast<int>(m_config.integer("node.number"))),
      m_node(node_name(m_config)),
      m_vault(auth::Vault::open_file(vault_file(m_folder))),
      m_files(file_options(m_config, m_folder), m_workers),
      m_search(search::open_index({.file = m_folder.search()})),
      m_search_consumer(*m_search, m_folder.search().string() + ".epoch"),
      m_pages({.byte_budget = static_cast<std::size_t>(m_config.integer("cache.megabytes")) << 20}),
      m_calendars(*m_database),
      m_services{.database = *m_database,
                 .clock = m_clock,
                 .ids = m_ids,
                 .vault = &m_vault,
                 .files = &m_files,
                 .search = m_search.get(),
                 .pages = &m_pages,
                 .calendars = &m_calendars},
      m_follower(*m_database, m_clock, m_node),
      m_jobs(*m_database, m_clock, m_ids,
             {.node = m_node, .threads = static_cast<int>(m_config.integer("jobs.threads"))}),
      m_sealer(*m_database),
      m_events(*m_database) {
  m_services.parts.of<documents::Fonts>() = printing_fonts(m_config);
  m_services.parts.of<mail::Settings>() = mail_settings(m_config);
  m_services.parts.of<audit::SigningFolder>() = {m_folder.audit()};
  m_services.parts.of<mail::SmsSettings>() = sms_settings(m_config);
  applicants::tell_applicants(m_services);
  m_services.after_commit = [this](const auto& changes) { after_commit(changes); };
  m_actors = directory::install_gate(m_router, m_services);
  policy::add_gates(m_services);  // sends back what has no interpretation, before others begin to work on it
  checks::add_gates(m_services);
  review::add_gates(m_services);
  case_library::add_gate(m_services);
  case_library::tell_applicants(m_services);
  requests::join_letters(m_services);
  annual_report::close_years(m_services);
  follow();
  register_jobs();
}

Platform::~Platform() {
  stop();
}

Context Platform::system_context() {
  return Context{.services = m_services, .actor = auth::system_actor(), .request_id = "command"};
}

/// What is kept in memory goes before the pages that were drawn from it.
void Platform::forget(const std::vector<feed::Change>& changes) {
  layout::follow(m_services, changes);
  sites::follow(m_services, changes);
}

void Platform::after_commit(const std::vector<feed::Change>& changes) {
  forget(changes);
  annual_report::hear(m_services, changes);
  content::invalidate(m_services, changes);
  gazette::invalidate(m_services, changes);
  policy::invalidate(m_services, changes);
  checks::invalidate(m_services, changes);
  catalogue::invalidate(m_services, changes);
  finding::follow(m_services, changes);
  sites::invalidate(m_services, changes);
  site_report::invalidate(m_services, changes);
  annual_report::invalidate(m_services, changes);
  for (const auto& change : changes)
    if (change.topic == calendar::topic) m_calendars.reload();
  similar_requests::follow(m_services, changes);
  requests::follow(m_services, changes);  // counts with the calendar that was just read
  // A release answers when this node's search has it, a withdrawal when it is gone from there; before start() the follower
  // is not running yet. On PostgreSQL the feed may wait for a stranger's transaction: its changes are not waited for.
  if (!m_started || std::ranges::none_of(changes, [](const auto& change) { return change.topic == "document"; }))
    return;
  const bool taken = m_database->engine() == db::Engine::postgres && m_search_consumer.take(m_services, changes);
  if (!taken) m_follower.catch_up("search");
}

void Platform::follow() {
  forget({});
  content::invalidate(m_services, {});
  m_follower.add(m_search_consumer.consumer(m_services));
  m_follower.add(checks::consumer(m_services));
  m_follower.add(requests::consumer(m_services));
  m_follower.add(annual_report::consumer(m_services));
  // What other nodes changed; for this node's own changes it is a harmless repetition.
  m_follower.add(
      {.name = "caches-" + m_node, .apply = [this](const std::vector<feed::Change>& changes, const std::string&) {
         forget(changes);
         content::invalidate(m_services, changes);
         gazette::invalidate(m_services, changes);
         policy::follow(m_services, changes);
         checks::invalidate(m_services, changes);
         catalogue::invalidate(m_services, changes);
         finding::follow(m_services, changes);
         sites::invalidate(m_services, changes);
         site_report::invalidate(m_services, changes);
         annual_report::invalidate(m_services, changes);
         m_actors->forget(changes);
         m_events.announce(changes);
         for (const auto& change : changes)
           if (change.topic == calendar::topic) m_calendars.reload();
         similar_requests::follow(m_services, changes);
         requests::follow(m_services, changes);
       }});
}

void Platform::register_jobs() {
  using jobs::Schedule;
  m_jobs.on("search.rebuild", [this](jobs::Job& job) -> Result<void> {
    job.report(0, i18n::text("jobs.rebuilding"));
    m_follower.rebuild("search");
    return {};
  });
  m_jobs.on("search.optimize", [this](jobs::Job&) -> Result<void> { return m_search->optimize(), Result<void>{}; });
  m_jobs.on("audit.checkpoint", [this](jobs::Job&) -> Result<void> {
    audit::write_checkpoint(*m_database, m_folder.audit(), m_clock.now());
    return {};
  });
  m_jobs.on("housekeeping", [this](jobs::Job&) -> Result<void> {
    const auto days_ago = [&](int days) { return m_clock.now().plus_seconds(-86'400LL * days); };
    return m_database->write([&](db::Session& session) -> Result<void> {
      feed::trim(session, m_clock.now(), kept_days);
      jobs::forget_finished(session, days_ago(job_history_days), 10'000);
      forget_answers(session, days_ago(kept_days));
      finding::forget_questions(session, m_clock.today());
      return {};
    });
  });
  m_jobs.on("directory.disable_unused", [this](jobs::Job&) -> Result<void> {
    auto context = system_context();
    const auto disabled = TRY(directory::disable_unused_accounts(context));
    if (disabled > 0) log::info("disabled {} accounts that nobody used", disabled);
    return {};
  });
  content::add_jobs(m_jobs, m_services);
  content::add_duties();
  casework::add_duties();
  review::add_jobs(m_jobs, m_services);
  policy::add_jobs(m_jobs, m_services);
  files::add_jobs(m_jobs, m_files, *m_database, m_clock);
  gazette::register_jobs(m_jobs, m_services);
  checks::add_jobs(m_jobs, m_services);
  imports::add_jobs(m_jobs, m_services);
  sites::add_jobs(m_jobs, m_services);
  readers::add_jobs(m_jobs, m_services);
  requests::add_jobs(m_jobs, m_services);
  remedies::add_jobs(m_jobs, m_services);
  annual_report::add_jobs(m_jobs, m_services);
  report_intake::add_jobs(m_jobs, m_services);
  applicants::add_jobs(m_jobs, m_services);
  request_mining::add_jobs(m_jobs, m_services);
  redaction::add_jobs(m_jobs, m_services);
  m_jobs.schedule("audit.checkpoint", Schedule::daily_at(0, 5));
  m_jobs.schedule("housekeeping", Schedule::daily_at(3, 10));
  m_jobs.schedule("search.optimize", Schedule::daily_at(3, 40));
  m_jobs.schedule("directory.disable_unused", Schedule::daily_at(4, 0));
}

void Platform::add_routes() {
  m_router.set_messages([](const Fault& fault) { return i18n::messages().message(fault); });
  m_router.set_error_page([this](const http::Request& request, const Fault& fault) {
    return portal::show_error(m_services, request, fault);
  });
  m_router.set_failures([](const std::exception& error) -> std::optional<Fault> {
    const auto* of_database = dynamic_cast<const db::Error*>(&error);
    return of_database ? passing_fault(*of_database) : std::nullopt;
  });
  http::add_service_routes(m_router, {.why_not_ready = [this] { return why_not_ready(); },
                                      .metrics_from = m_config.list("http.metrics_from")});
  add_description_route(m_router);
  add_office_routes(m_router);
  directory::add_routes(m_router, m_services);
  operations::add_routes(m_router, m_services,
                         {.jobs = m_jobs,
                          .follower = m_follower,
                          .events = m_events,
                          .data_folder = m_folder.root,
                          .version = GONGKAI_VERSION});
  content::add_routes(m_router, m_services);
  review::add_routes(m_router, m_services);
  policy::add_routes(m_router, m_services);
  policy::add_public_routes(m_router, m_services);
  checks::add_routes(m_router, m_services);
  imports::add_routes(m_router, m_services);
  catalogue::add_routes(m_router, m_services);
  finding::add_routes(m_router, m_services);
  printing::add_routes(m_router, m_services);
  gazette::add_routes(m_router, m_services);
  open_data::add_routes(m_router, m_services);
  sites::add_routes(m_router, m_services);
  site_report::add_routes(m_router, m_services);
  requests::add_routes(m_router, m_services);
  remedies::add_routes(m_router, m_services);
  oversight::add_routes(m_router, m_services);
  annual_report::add_routes(m_router, m_services);
  report_intake::add_routes(m_router, m_services);
  letters::add_routes(m_router, m_services);
  readers::add_routes(m_router, m_services);
  redaction::add_routes(m_router, m_services);
  applicants::add_routes(m_router, m_services);
  similar_requests::add_routes(m_router, m_services);
  case_library::add_routes(m_router, m_services);
  request_mining::add_routes(m_router, m_services);
  report_check::add_routes(m_router, m_services, m_workers);
  portal::add_routes(m_router, m_services);
}

void Platform::start() {
  m_started = true;
  policy::follow(m_services, {});
  auto context = system_context();
  if (const auto taken = finding::take_over_catalog(context); !taken)
    log::warn("the words of the catalog were not taken over: {}", taken.error().code);
  finding::reload(m_services);
  m_sealer.start();
  m_events.start();
  m_follower.start();
  m_jobs.start();
}

void Platform::stop() {
  if (!std::exchange(m_started, false)) return;
  finding::write_questions(m_services);
  m_events.stop();
  m_jobs.stop();
  m_follower.stop();
  m_sealer.stop();
  readers::keep_counts(m_services);
}

std::string Platform::why_not_ready() {
  switch (m_database->state()) {
    case db::State::ready: return {};
    case db::State::read_only: return "database is read-only";
    case db::State::down: return "database is down";
  }
  return {};
}

}  // namespace gongkai::app
