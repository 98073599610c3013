// What an image says beside the picture: EXIF, XMP, IPTC, comments and text chunks. People forget that it is there: the
// photographer's name, a place, sometimes a whole caption with an identity number.
#pragma once
#include <string>
#include <string_view>

#include "platform/documents/archive.hpp"
#include "platform/documents/collector.hpp"
#include "platform/documents/format.hpp"

namespace gongkai::documents {

/// Adds a part of kind metadata for each text; the label is `where` and the tag: "word/media/image1.jpeg EXIF 0x010E".
/// Broken metadata ends the reading, never the caller.
void collect_image_metadata(std::string_view bytes, Format format, const std::string& where, Collector& collector);
/// Of all pictures inside an office file.
void collect_media_metadata(const Archive& archive, Collector& collector);
/// Of the JPEG pictures that lie unpacked in a PDF.
void collect_embedded_jpegs(std::string_view pdf, Collector& collector);

}  // namespace gongkai::documents
