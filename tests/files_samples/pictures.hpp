// Small pictures in each format.
#pragma once
#include <vips/vips.h>

#include <stdexcept>
#include <string>
#include <string_view>

namespace gongkai::samples {

/// A picture of the format's suffix (".jpg"), black on the left and white on the right.
inline std::string picture(std::string_view suffix, int width = 40, int height = 20, int orientation = 1) {
  if (VIPS_INIT("test") != 0) throw std::runtime_error("vips");
  VipsImage *left = nullptr, *right = nullptr, *both = nullptr, *colour = nullptr;
  vips_black(&left, width / 2, height, "bands", 3, nullptr);
  vips_linear1(left, &right, 1.0, 255.0, "uchar", TRUE, nullptr);
  vips_join(left, right, &both, VIPS_DIRECTION_HORIZONTAL, nullptr);
  vips_copy(both, &colour, "interpretation", VIPS_INTERPRETATION_sRGB, nullptr);
  vips_image_set_int(colour, VIPS_META_ORIENTATION, orientation);
  void* out = nullptr;
  std::size_t size = 0;
  if (vips_image_write_to_buffer(colour, std::string(suffix).c_str(), &out, &size, nullptr) != 0)
    throw std::runtime_error(vips_error_buffer());
  std::string bytes(static_cast<const char*>(out), size);
  g_free(out);
  for (auto* image : {left, right, both, colour}) g_object_unref(image);
  return bytes;
}

}  // namespace gongkai::samples
