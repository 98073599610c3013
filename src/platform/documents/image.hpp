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

/// What recognition reads: one byte a pixel, rows without a gap.
struct GrayPicture {
  int width = 0, height = 0;
  std::string pixels{};
};
/// The first picture of the file, upright, on white where it was transparent, at most 25 million pixels.
Result<GrayPicture> gray_picture(std::string_view bytes, Format format);
Result<std::string> gray_jpeg(const GrayPicture& picture, int max_width, int quality = 80);

}  // namespace gongkai::documents
