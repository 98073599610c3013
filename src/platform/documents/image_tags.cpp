#include "platform/documents/image_tags.hpp"

#include <fmt/format.h>

#include <set>

#include "platform/documents/charset.hpp"
#include "platform/documents/xml.hpp"

namespace gongkai::documents {
namespace {
constexpr std::size_t max_text = 64 << 10;  // of one tag
constexpr std::uint32_t max_entries = 1'000;
constexpr std::size_t max_directories = 16;

/// UTF-16 of Windows' XPTitle, XPComment and their like.
std::string from_utf16(std::string_view bytes, bool little) {
  std::u16string units;
  const TagBytes tags(bytes, little);
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) units += static_cast<char16_t>(tags.number(i, 2));
  std::u32string text;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const char32_t c = units[i];
    const bool is_pair =
        c >= 0xD800 && c < 0xDC00 && i + 1 < units.size() && units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000;
    if (is_pair) text += 0x10000 + ((c - 0xD800) << 10) + (units[++i] - 0xDC00u);
    else if (c != 0 && (c < 0xD800 || c >= 0xE000)) text += c;
  }
  return to_utf8(text);
}

class Exif {
 public:
  Exif(std::string_view tiff, const std::string& where, Collector& collector)
      : m_tags(tiff, tiff.starts_with("II")),
        m_little(tiff.starts_with("II")),
        m_where(where),
        m_collector(collector) {}

  void read() {
    if (m_tags.size() < 8) return;
    std::vector<std::uint32_t> waiting{m_tags.number(4, 4)};
    for (std::size_t read = 0; read < max_directories && !waiting.empty(); ++read) {
      const auto at = waiting.back();
      waiting.pop_back();
      if (at == 0 || at + 2 > m_tags.size() || !m_seen.insert(at).second) continue;
      read_directory(at, waiting);
    }
  }

 private:
  void read_directory(std::uint32_t at, std::vector<std::uint32_t>& waiting) {
    const auto count = std::min(m_tags.number(at, 2), max_entries);
    for (std::uint32_t i = 0; i < count; ++i) read_entry(at + 2 + std::size_t{12} * i, waiting);
    waiting.push_back(m_tags.number(at + 2 + std::size_t{12} * count, 4));
  }

  void read_entry(std::size_t at, std::vector<std::uint32_t>& waiting) {
    const auto tag = m_tags.number(at, 2), type = m_tags.number(at + 2, 2), count = m_tags.number(at + 4, 4);
    if (tag == 0x8769 || tag == 0x8825 || tag == 0xA005) return waiting.push_back(m_tags.number(at + 8, 4));
    constexpr std::uint32_t byte = 1, ascii = 2, undefined = 7;
    if (type != byte && type != ascii && type != undefined) return;
    const auto value =
        m_tags.piece(count <= 4 ? at + 8 : m_tags.number(at + 8, 4), std::min<std::size_t>(count, max_text));
    const auto label = fmt::format("{} EXIF 0x{:04X}", m_where, tag);
    if (tag >= 0x9C9B && tag <= 0x9C9F) return add_metadata(from_utf16(value, true), label, m_collector);
    if (tag == 0x9286) return read_comment(value, label);
    if (type == ascii) add_metadata(value, label, m_collector);
  }

  /// UserComment: eight bytes name the encoding.
  void read_comment(std::string_view value, const std::string& label) {
    const auto text = value.substr(std::min<std::size_t>(8, value.size()));
    if (value.starts_with("UNICODE")) add_metadata(from_utf16(text, m_little), label, m_collector);
    else add_metadata(text, label, m_collector);
  }

  TagBytes m_tags;
  bool m_little;
  const std::string& m_where;
  Collector& m_collector;
  std::set<std::uint32_t> m_seen;
};

std::string text_and_values(pugi::xml_node root) {
  std::string text;
  walk(
      root,
      [&](pugi::xml_node node) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
          text.append(trim(node.value())).append("\n");
        for (const auto attribute : node.attributes())
          if (!std::string_view(attribute.name()).starts_with("xmlns")) text.append(attribute.value()).append("\n");
        return true;
      },
      [](pugi::xml_node) {});
  return text;
}

void read_iptc(std::string_view records, const std::string& where, Collector& collector) {
  const TagBytes tags(records);
  for (std::size_t at = 0; at + 5 <= records.size() && tags.number(at, 1) == 0x1C;) {
    const auto record = tags.number(at + 1, 1), number = tags.number(at + 2, 1), length = tags.number(at + 3, 2);
    if (length > 0x7FFF) return;  // extended lengths carry pictures
    if (record == 2) add_metadata(tags.piece(at + 5, length), fmt::format("{} IPTC 2:{}", where, number), collector);
    at += 5 + length;
  }
}
}  // namespace

void add_metadata(std::string_view text, const std::string& label, Collector& collector) {
  text = text.substr(0, std::min(text.find('\0'), max_text));
  // what is no text in any encoding is not for reading
  if (const auto decoded = decode_text(text)) collector.add(PartKind::metadata, *decoded, label);
}

void read_exif(std::string_view tiff, const std::string& where, Collector& collector) {
  Exif(tiff, where, collector).read();
}

void read_xmp(std::string_view xml, const std::string& where, Collector& collector) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_fragment);
  // what was read before the mistake counts
  (void)parsed;
  const auto text = clean_utf8(text_and_values(document));
  collector.add(PartKind::metadata, std::string_view(text).substr(0, max_text), where + " XMP");
}

void read_photoshop(std::string_view resources, const std::string& where, Collector& collector) {
  const TagBytes tags(resources);
  for (std::size_t at = 0; tags.piece(at, 4) == "8BIM";) {
    const auto id = tags.number(at + 4, 2);
    const auto name = (tags.number(at + 6, 1) + 2u) & ~1u;  // a Pascal string, padded to an even length
    const auto length = tags.number(at + 6 + name, 4);
    const auto data = tags.piece(at + 10 + name, length);
    if (id == 0x0404) read_iptc(data, where, collector);
    at += 10 + name + length + (length & 1u);
  }
}

}  // namespace gongkai::documents
