// Gathers the parts of a document under one limit on the text, so that no document can fill the memory or the
// database.
#pragma once
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "platform/documents/text.hpp"

namespace gongkai::documents {

inline constexpr std::size_t max_text_bytes = 8 << 20;
inline constexpr std::size_t max_property_bytes = 500;

class Collector {
 public:
  /// Adds a part; empty ones are dropped, text beyond the limit is cut off and noted.
  void add(PartKind kind, std::string_view text, std::string label = {}, int page = 0) {
    const auto clean = clean_utf8(trim(text));
    if (clean.empty()) return;
    const auto room = max_text_bytes - std::min(max_text_bytes, m_bytes);
    if (room == 0) return void(m_text.truncated = true);
    auto kept = clean.size() <= room ? clean : clean_utf8(std::string_view(clean).substr(0, room));
    m_text.truncated = m_text.truncated || kept.size() < clean.size();
    m_bytes += kept.size();
    m_text.parts.push_back({kind, clean_utf8(label).substr(0, max_property_bytes), page, std::move(kept)});
  }
  void property(std::string_view name, std::string_view value) {
    const auto clean = clean_utf8(trim(value));
    if (!clean.empty()) m_text.properties.emplace_back(name, shorten(clean, max_property_bytes / 3));
  }
  bool is_full() const { return m_bytes >= max_text_bytes; }
  ExtractedText take() { return std::move(m_text); }

 private:
  ExtractedText m_text;
  std::size_t m_bytes = 0;
};

}  // namespace gongkai::documents
