// Images are decoded and written anew: what is not picture (metadata, places, appended bytes) does not survive.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/documents/format.hpp"

namespace gongkai::documents {

inline constexpr std::int64_t max_image_pixels = 80'000'000;  // all frames of an animation together

/// The picture, upright and in sRGB, in the same format. Faults: files.damaged, files.image_too_large.
Result<std::string> reencode_image(std::string_view bytes, Format format);

}  // namespace gongkai::documents
