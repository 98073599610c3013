#include "platform/documents/image_metadata.hpp"

#include <libdeflate.h>

#include <memory>

#include "platform/documents/image_tags.hpp"
#include "platform/documents/readers.hpp"

namespace gongkai::documents {
namespace {
constexpr std::size_t max_inflated = 1 << 20;
constexpr std::string_view xmp_name = "http://ns.adobe.com/xap/1.0/";

/// Whether the marker is followed by a length: all but the stand-alone ones.
bool has_length(std::uint32_t marker) {
  return marker != 0x01 && !(marker >= 0xD0 && marker <= 0xD8);
}

void read_jpeg(std::string_view bytes, const std::string& where, Collector& collector) {
  const TagBytes tags(bytes);
  std::size_t at = 2;
  while (at + 4 <= bytes.size() && tags.number(at, 1) == 0xFF) {
    const auto marker = tags.number(at + 1, 1);
    if (marker == 0xDA || marker == 0xD9) return;  // the picture itself
    if (marker == 0xFF || !has_length(marker)) {
      at += marker == 0xFF ? 1 : 2;
      continue;
    }
    const auto length = tags.number(at + 2, 2);
    if (length < 2) return;
    auto data = tags.piece(at + 4, length - 2);
    if (marker == 0xE1 && data.starts_with(std::string_view("Exif\0\0", 6)))
      read_exif(data.substr(6), where, collector);
    else if (marker == 0xE1 && data.starts_with(xmp_name))
      read_xmp(data.substr(std::min(data.size(), xmp_name.size() + 1)), where, collector);
    else if (marker == 0xED && data.starts_with("Photoshop 3.0"))
      read_photoshop(data.substr(std::min<std::size_t>(14, data.size())), where, collector);
    else if (marker == 0xFE) add_metadata(data, where + " COM", collector);
    at += 2 + length;
  }
}

std::string inflated(std::string_view packed) {
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflate(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  std::string out(max_inflated, '\0');
  std::size_t size = 0;
  if (!inflate || libdeflate_zlib_decompress(inflate.get(), packed.data(), packed.size(), out.data(), out.size(),
                                             &size) != LIBDEFLATE_SUCCESS)
    return {};
  out.resize(size);
  return out;
}

/// Takes the text up to the next NUL off the front.
std::string_view take_field(std::string_view& data) {
  const auto end = std::min(data.find('\0'), data.size());
  const auto field = data.substr(0, end);
  data.remove_prefix(std::min(end + 1, data.size()));
  return field;
}

void read_text_chunk(std::string_view kind, std::string_view data, const std::string& where, Collector& collector) {
  const auto keyword = std::string(take_field(data));
  std::string unpacked;
  if (kind == "zTXt" && !data.empty()) data = unpacked = inflated(data.substr(1));
  if (kind == "iTXt" && data.size() >= 2) {
    const bool is_packed = data[0] == 1;
    data.remove_prefix(2);
    take_field(data);  // language
    take_field(data);  // the keyword in that language
    if (is_packed) data = unpacked = inflated(data);
  }
  if (keyword == "XML:com.adobe.xmp") read_xmp(data, where, collector);
  else add_metadata(data, where + " PNG " + clean_utf8(keyword), collector);
}

void read_png(std::string_view bytes, const std::string& where, Collector& collector) {
  const TagBytes tags(bytes);
  for (std::size_t at = 8; at + 12 <= bytes.size();) {
    const std::size_t length = tags.number(at, 4);
    const auto kind = tags.piece(at + 4, 4), data = tags.piece(at + 8, length);
    if (kind == "tEXt" || kind == "zTXt" || kind == "iTXt") read_text_chunk(kind, data, where, collector);
    if (kind == "eXIf") read_exif(data, where, collector);
    at += 12 + length;
  }
}

void read_webp(std::string_view bytes, const std::string& where, Collector& collector) {
  const TagBytes tags(bytes, true);
  for (std::size_t at = 12; at + 8 <= bytes.size();) {
    const std::size_t length = tags.number(at + 4, 4);
    const auto kind = tags.piece(at, 4);
    auto data = tags.piece(at + 8, length);
    if (kind == "EXIF")
      read_exif(data.starts_with("Exif") ? data.substr(std::min<std::size_t>(6, data.size())) : data, where, collector);
    if (kind == "XMP ") read_xmp(data, where, collector);
    at += 8 + length + (length & 1u);
  }
}

/// Comments and the XMP application block; sub-blocks begin with their length.
void read_gif(std::string_view bytes, const std::string& where, Collector& collector) {
  const TagBytes tags(bytes);
  for (auto at = bytes.find(std::string_view("\x21\xFE", 2)); at != bytes.npos;
       at = bytes.find(std::string_view("\x21\xFE", 2), at + 2)) {
    std::string comment;
    for (auto block = at + 2; tags.number(block, 1) != 0 && comment.size() < (64u << 10);
         block += 1 + tags.number(block, 1))
      comment += tags.piece(block + 1, tags.number(block, 1));
    add_metadata(comment, where + " GIF", collector);
  }
  const auto xmp = bytes.find("<x:xmpmeta");
  const auto end = xmp == bytes.npos ? xmp : bytes.find("</x:xmpmeta>", xmp);
  if (end != bytes.npos) read_xmp(bytes.substr(xmp, end + 12 - xmp), where, collector);
}

std::optional<Format> image_format(std::string_view name) {
  const auto dot = name.rfind('.');
  auto extension = std::string(dot == name.npos ? "" : name.substr(dot + 1));
  for (auto& c : extension) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  if (extension == "jpg" || extension == "jfif") extension = "jpeg";
  const auto format = parse_format(extension);
  return format && is_image(*format) ? format : std::nullopt;
}
}  // namespace

void collect_image_metadata(std::string_view bytes, Format format, const std::string& where, Collector& collector) {
  switch (format) {
    case Format::jpeg: return read_jpeg(bytes, where, collector);
    case Format::png: return read_png(bytes, where, collector);
    case Format::gif: return read_gif(bytes, where, collector);
    case Format::webp: return read_webp(bytes, where, collector);
    default: return;
  }
}

void collect_media_metadata(const Archive& archive, Collector& collector) {
  for (const auto& entry : archive.entries()) {
    const auto format = image_format(entry.name);
    if (!format || collector.is_full()) continue;
    if (const auto bytes = archive.read(entry.name)) collect_image_metadata(*bytes, *format, entry.name, collector);
  }
}

void collect_embedded_jpegs(std::string_view pdf, Collector& collector) {
  constexpr std::string_view start("\xFF\xD8\xFF", 3);
  int number = 0;
  for (auto at = pdf.find(start); at != pdf.npos && number < 1'000 && !collector.is_full();
       at = pdf.find(start, at + 3))
    read_jpeg(pdf.substr(at), "image " + std::to_string(++number), collector);
}

Result<ExtractedText> read_image(std::string_view bytes, Format format) {
  Collector collector;
  collect_image_metadata(bytes, format, std::string(name_of(format)), collector);
  return collector.take();
}

}  // namespace gongkai::documents
