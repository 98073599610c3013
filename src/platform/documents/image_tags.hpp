// The containers of image metadata, each from its bytes; image_metadata.cpp finds them.
#pragma once
#include <string>
#include <string_view>

#include "platform/documents/collector.hpp"

namespace gongkai::documents {

/// Bytes with an order, read with distrust: everything beyond the end is 0.
class TagBytes {
 public:
  explicit TagBytes(std::string_view bytes, bool little = false) : m_bytes(bytes), m_little(little) {}
  std::uint32_t number(std::size_t at, std::size_t count) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const auto place = m_little ? at + count - 1 - i : at + i;
      value = value << 8 | (place < m_bytes.size() ? static_cast<unsigned char>(m_bytes[place]) : 0u);
    }
    return value;
  }
  std::string_view piece(std::size_t at, std::size_t count) const {
    return at >= m_bytes.size() ? std::string_view() : m_bytes.substr(at, count);
  }
  std::size_t size() const { return m_bytes.size(); }

 private:
  std::string_view m_bytes;
  bool m_little;
};

void read_exif(std::string_view tiff, const std::string& where, Collector& collector);
void read_xmp(std::string_view xml, const std::string& where, Collector& collector);
/// The 8BIM resources of Photoshop with the IPTC records among them.
void read_photoshop(std::string_view resources, const std::string& where, Collector& collector);
/// Text whose encoding nobody states.
void add_metadata(std::string_view text, const std::string& label, Collector& collector);

}  // namespace gongkai::documents
