// Images that say more than they show.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::samples {

inline std::string big_endian(std::size_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

/// A segment's content: one directory with ImageDescription.
inline std::string exif_of(std::string_view description) {
  const auto count = description.size() + 1;
  return std::string("Exif\0\0", 6) + "MM" + big_endian(42, 2) + big_endian(8, 4) + big_endian(1, 2) +
         big_endian(0x010E, 2) + big_endian(2, 2) + big_endian(count, 4) + big_endian(26, 4) + big_endian(0, 4) +
         std::string(description) + '\0';
}

inline std::string xmp_segment(std::string_view description) {
  return std::string("http://ns.adobe.com/xap/1.0/\0", 29) +
         R"(<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r"><rdf:Description><dc:description xmlns:dc="d">)" +
         std::string(description) + "</dc:description></rdf:Description></rdf:RDF></x:xmpmeta>";
}

inline std::string iptc_segment(std::string_view caption) {
  const auto record = std::string("\x1C\x02\x78", 3) + big_endian(caption.size(), 2) + std::string(caption);
  return std::string("Photoshop 3.0\0", 14) + "8BIM" + big_endian(0x0404, 2) + std::string(2, '\0') +
         big_endian(record.size(), 4) + record;
}

/// The picture with these segments right behind its start; without one, just enough to be read.
inline std::string jpeg_with(const std::vector<std::pair<int, std::string>>& segments, std::string picture = {}) {
  if (picture.empty()) picture = std::string("\xFF\xD8\xFF\xD9", 4);
  std::string middle;
  for (const auto& [marker, content] : segments)
    middle += std::string("\xFF") + static_cast<char>(marker) + big_endian(content.size() + 2, 2) + content;
  return picture.substr(0, 2) + middle + picture.substr(2);
}

inline std::string png_with(std::string_view kind, const std::string& content) {
  return std::string("\x89PNG\r\n\x1A\n", 8) + big_endian(content.size(), 4) + std::string(kind) + content +
         std::string(4, '\0');
}

inline std::string webp_with(std::string_view kind, const std::string& content) {
  std::string size = big_endian(content.size(), 4);
  return "RIFF" + std::string(4, '\0') + "WEBP" + std::string(kind) + std::string(size.rbegin(), size.rend()) + content;
}

}  // namespace gongkai::samples
