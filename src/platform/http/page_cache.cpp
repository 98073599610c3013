#include "platform/http/page_cache.hpp"

#include "platform/http/page_store.hpp"

namespace gongkai::http {

namespace {
thread_local Recorder* current_recorder = nullptr;
}

Recorder::Recorder() : m_outer(std::exchange(current_recorder, this)) {}
Recorder::~Recorder() {
  current_recorder = m_outer;
}

void Recorder::note(std::string tag) {
  if (current_recorder == nullptr) return;
  auto& tags = current_recorder->m_tags;
  if (std::ranges::find(tags, tag) == tags.end()) tags.push_back(std::move(tag));
}

std::vector<std::string> Recorder::take() {
  return std::exchange(m_tags, {});
}

PageCache::PageCache(Options options) : m_implementation(std::make_unique<Implementation>(options)) {}
PageCache::~PageCache() = default;

std::string PageCache::key_of(const Request& request) {
  return page_key(request.secure, request.host, request.path, request.query.pairs(), request.cookies.get("reading"));
}

void PageCache::invalidate(const std::vector<std::string>& tags, bool hard) {
  m_implementation->invalidate(tags, hard);
}
void PageCache::clear() {
  m_implementation->clear();
}
PageCache::Statistics PageCache::statistics() const {
  return m_implementation->statistics();
}

void plain_page_key(std::string& out, bool secure, std::string_view host, std::string_view path,
                    std::string_view reading) {
  out.clear();
  out += secure ? 's' : 'p';
  for (const char c : host) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  out += path;
  out += '\n';
  out += reading;
}

std::string page_key(bool secure, std::string_view host, std::string_view path,
                     std::vector<std::pair<std::string, std::string>> query, std::string_view reading) {
  std::string key;
  plain_page_key(key, secure, host, path, reading);
  std::ranges::stable_sort(query, {}, &std::pair<std::string, std::string>::first);
  for (const auto& [name, value] : query) {
    key += '\n';
    key += percent_encode(name) + "=" + percent_encode(value);
  }
  return key;
}

bool is_reading_mode(std::string_view cookie) {
  return cookie.size() <= 64 && std::ranges::all_of(cookie, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  std::string_view("-_.:=&,|/").contains(c);
         });
}

}  // namespace gongkai::http
