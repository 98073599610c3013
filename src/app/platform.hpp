// The composition root: everything that a running platform consists of, in the order in which it depends on each other.
#pragma once
#include <memory>
#include <string>

#include "app/drill_clock.hpp"
#include "app/installation.hpp"
#include "app/search_consumer.hpp"
#include "content/api.hpp"
#include "directory/gate.hpp"
#include "operations/event_hub.hpp"
#include "platform/audit/sealer.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "platform/documents/workers.hpp"
#include "platform/feed/follower.hpp"
#include "platform/files/store.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/http/router.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/search/index.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::app {

class Platform {
 public:
  /// Opens what lies in the data folder; makes what is missing.
  static Result<std::unique_ptr<Platform>> open(const Installation& installation);
  static Result<std::unique_ptr<Platform>> open(config::Config config);
  ~Platform();
  Platform(const Platform&) = delete;
  Platform& operator=(const Platform&) = delete;

  const config::Config& config() const { return m_config; }
  const DataFolder& folder() const { return m_folder; }
  Services& services() { return m_services; }
  http::Router& router() { return m_router; }
  http::PageCache& pages() { return m_pages; }
  /// The command line and scheduled work act as the system.
  Context system_context();

  /// Background work: feed, jobs, sealer. Routes are complete before.
  void add_routes();
  void start();
  void stop();
  /// "" when traffic may come.
  std::string why_not_ready();

 private:
  Platform(config::Config config, std::unique_ptr<FolderLock> lock, std::unique_ptr<db::Database> database);
  void follow();
  void forget(const std::vector<feed::Change>& changes);
  void register_jobs();
  void after_commit(const std::vector<feed::Change>& changes);

  config::Config m_config;
  DataFolder m_folder;
  std::unique_ptr<FolderLock> m_lock;
  std::unique_ptr<db::Database> m_database;
  DrillClock m_clock;
  IdMaker m_ids;
  std::string m_node;
  auth::Vault m_vault;
  documents::Workers m_workers;
  files::Store m_files;
  std::unique_ptr<search::Index> m_search;
  SearchConsumer m_search_consumer;
  http::PageCache m_pages;
  calendar::Calendars m_calendars;
  Services m_services;
  http::Router m_router;
  std::shared_ptr<directory::ActorCache> m_actors;
  feed::Follower m_follower;
  jobs::Runner m_jobs;
  audit::Sealer m_sealer;
  operations::EventHub m_events;
  bool m_started = false;
};

}  // namespace gongkai::app
