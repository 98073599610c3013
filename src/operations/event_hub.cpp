#include "operations/event_hub.hpp"

#include "platform/json/json.hpp"
#include "platform/log/log.hpp"

namespace gongkai::operations {
namespace {
constexpr std::size_t most_waiting = 256;  // a reader that falls so far behind is told to load everything again

std::string event_text(std::string_view name, const json::object& payload) {
  return fmt::format("event: {}\ndata: {}\n\n", name, json::to_string(payload));
}

json::object to_json(const jobs::JobView& job) {
  return {{"id", to_text(job.id)},
          {"kind", job.kind},
          {"state", jobs::name_of(job.state)},
          {"percent", job.percent},
          {"progress", job.progress}};
}
}  // namespace

/// One open stream. The hub puts events in from its threads, the server's loop takes them out.
class EventHub::Listener : public http::EventSource {
 public:
  explicit Listener(bool sees_jobs) : m_sees_jobs(sees_jobs) {}

  std::optional<std::string> next() override {
    const std::lock_guard lock(m_mutex);
    if (m_ended) return std::nullopt;
    m_waiting = 0;
    return std::exchange(m_text, {});
  }
  void put(const std::string& event, bool about_jobs) {
    if (about_jobs && !m_sees_jobs) return;
    {
      const std::lock_guard lock(m_mutex);
      if (++m_waiting > most_waiting) m_text = event_text("reload", {}), m_waiting = 0;
      else m_text += event;
    }
    if (wake) wake();
  }
  void end() {
    {
      const std::lock_guard lock(m_mutex);
      m_ended = true;
    }
    if (wake) wake();
  }
  bool sees_jobs() const { return m_sees_jobs; }

 private:
  const bool m_sees_jobs;
  std::mutex m_mutex;
  std::string m_text = "retry: 3000\n\n";
  std::size_t m_waiting = 0;
  bool m_ended = false;
};

EventHub::EventHub(db::Database& database) : m_database(database) {}
EventHub::~EventHub() {
  stop();
}

void EventHub::start() {
  m_stopping = false;
  m_thread = std::thread([this] { run(); });
}

void EventHub::stop() {
  {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
  }
  m_stop_asked.notify_all();
  if (m_thread.joinable()) m_thread.join();
  const std::lock_guard lock(m_mutex);
  for (const auto& weak : m_listeners)
    if (const auto listener = weak.lock()) listener->end();
  m_listeners.clear();
}

std::shared_ptr<http::EventSource> EventHub::subscribe(bool sees_jobs) {
  auto listener = std::make_shared<Listener>(sees_jobs);
  const std::lock_guard lock(m_mutex);
  std::erase_if(m_listeners, [](const auto& weak) { return weak.expired(); });
  m_listeners.push_back(listener);
  return listener;
}

void EventHub::announce(const std::vector<feed::Change>& changes) {
  for (const auto& change : changes)
    send(event_text("changed", {{"topic", change.topic}, {"id", id_text(change.object)}}), /*about_jobs=*/false);
}

void EventHub::send(const std::string& event, bool about_jobs) {
  std::vector<std::shared_ptr<Listener>> open;
  {
    const std::lock_guard lock(m_mutex);
    for (const auto& weak : m_listeners)
      if (auto listener = weak.lock()) open.push_back(std::move(listener));
  }
  for (const auto& listener : open) listener->put(event, about_jobs);
}

bool EventHub::has_job_listeners() {
  const std::lock_guard lock(m_mutex);
  return std::any_of(m_listeners.begin(), m_listeners.end(), [](const auto& weak) {
    const auto listener = weak.lock();
    return listener && listener->sees_jobs();
  });
}

void EventHub::run() {
  std::unique_lock lock(m_mutex);
  while (!m_stop_asked.wait_for(lock, std::chrono::seconds(1), [this] { return m_stopping; })) {
    lock.unlock();
    try {
      if (has_job_listeners()) look_at_jobs();
    } catch (const std::exception& error) {
      log::warn("events: {}", error.what());  // the database is away: the next second tells
    }
    lock.lock();
  }
}

void EventHub::look_at_jobs() {
  std::map<std::int64_t, std::string> running;
  m_database.read([&](db::Session& session) {
    for (const auto& job : jobs::list(session, jobs::State::running, JobId{}, 50))
      running[job.id.value] = event_text("job", to_json(job));
    for (const auto& [id, said] : m_running)
      if (!running.contains(id))
        if (const auto job = jobs::find(session, JobId{id}))
          send(event_text("job", to_json(*job)), /*about_jobs=*/true);
  });
  for (const auto& [id, text] : running)
    if (const auto before = m_running.find(id); before == m_running.end() || before->second != text)
      send(text, /*about_jobs=*/true);
  m_running = std::move(running);
}

}  // namespace gongkai::operations
