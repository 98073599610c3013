#include "platform/documents/image.hpp"

#include <vips/vips.h>

#include <memory>
#include <mutex>
#include <stdexcept>

namespace gongkai::documents {
namespace {
struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

void start_vips() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (VIPS_INIT("gongkai") != 0) throw std::runtime_error("libvips does not start");
    vips_block_untrusted_set(TRUE);  // loaders that nobody has fuzzed: SVG, PDF, ImageMagick
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_leak_set(FALSE);
    // what it thinks of a broken picture is in the error, not for the log
    g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING, [](const char*, GLogLevelFlags, const char*, void*) {}, nullptr);
  });
}

std::unexpected<Fault> damaged() {
  vips_error_clear();
  return refuse(FaultKind::invalid, "files.damaged");
}

/// The loader is chosen by the format, not guessed by vips.
Image load(std::string_view bytes, Format format) {
  VipsImage* image = nullptr;
  void* data = const_cast<char*>(bytes.data());
  switch (format) {
    case Format::jpeg: vips_jpegload_buffer(data, bytes.size(), &image, "fail_on", VIPS_FAIL_ON_ERROR, nullptr); break;
    case Format::png: vips_pngload_buffer(data, bytes.size(), &image, "fail_on", VIPS_FAIL_ON_ERROR, nullptr); break;
    case Format::gif: vips_gifload_buffer(data, bytes.size(), &image, "n", -1, nullptr); break;
    case Format::webp: vips_webpload_buffer(data, bytes.size(), &image, "n", -1, nullptr); break;
    case Format::pdf:
    case Format::docx:
    case Format::xlsx:
    case Format::pptx:
    case Format::ofd:
    case Format::txt:
    case Format::csv:
    case Format::html:
    case Format::zip:
    case Format::mp3:
    case Format::mp4: break;
  }
  return Image(image);
}

bool is_animated(VipsImage* image) {
  return vips_image_get_n_pages(image) > 1;
}

/// Upright, and in the colours a browser assumes once the profile is gone.
Image normalise(Image image) {
  VipsImage* next = nullptr;
  if (!is_animated(image.get())) {
    if (vips_autorot(image.get(), &next, nullptr) != 0) return nullptr;
    image.reset(next);
  }
  if (vips_image_get_typeof(image.get(), VIPS_META_ICC_NAME) != 0 &&
      vips_icc_transform(image.get(), &next, "srgb", "embedded", TRUE, nullptr) == 0) {
    image.reset(next);
  }
  vips_error_clear();  // a broken profile is no reason to refuse a picture
  const auto interpretation = vips_image_get_interpretation(image.get());
  if (interpretation != VIPS_INTERPRETATION_sRGB && interpretation != VIPS_INTERPRETATION_B_W) {
    if (vips_colourspace(image.get(), &next, VIPS_INTERPRETATION_sRGB, nullptr) != 0) return nullptr;
    image.reset(next);
  }
  return image;
}

int save(VipsImage* image, Format format, void** out, std::size_t* size) {
  switch (format) {
    case Format::jpeg:
      return vips_jpegsave_buffer(image, out, size, "Q", 88, "strip", TRUE, "interlace", TRUE, nullptr);
    case Format::png: return vips_pngsave_buffer(image, out, size, "compression", 7, "strip", TRUE, nullptr);
    case Format::gif: return vips_gifsave_buffer(image, out, size, "strip", TRUE, nullptr);
    case Format::webp: return vips_webpsave_buffer(image, out, size, "Q", 85, "strip", TRUE, nullptr);
    case Format::pdf:
    case Format::docx:
    case Format::xlsx:
    case Format::pptx:
    case Format::ofd:
    case Format::txt:
    case Format::csv:
    case Format::html:
    case Format::zip:
    case Format::mp3:
    case Format::mp4: break;
  }
  return -1;
}
}  // namespace

Result<std::string> reencode_image(std::string_view bytes, Format format) {
  start_vips();
  auto image = load(bytes, format);
  if (!image) return damaged();
  const auto pixels = std::int64_t{vips_image_get_width(image.get())} * vips_image_get_height(image.get());
  if (pixels > max_image_pixels)
    return refuse(FaultKind::too_large, "files.image_too_large", {},
                  {{"limit", std::to_string(max_image_pixels / 10'000)}});
  image = normalise(std::move(image));
  if (!image) return damaged();
  void* out = nullptr;
  std::size_t size = 0;
  if (save(image.get(), format, &out, &size) != 0) return damaged();
  std::string result(static_cast<const char*>(out), size);
  g_free(out);
  return result;
}

}  // namespace gongkai::documents
