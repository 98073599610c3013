#include "platform/documents/image.hpp"

#include <vips/vips.h>

#include <cmath>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "platform/documents/raster.hpp"

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

std::unexpected<Fault> too_many_pixels() {
  return refuse(FaultKind::too_large, "files.image_too_large", {},
                {{"limit", std::to_string(max_image_pixels / 10'000)}});
}

std::int64_t pixels_in(VipsImage* image) {
  return std::int64_t{vips_image_get_width(image)} * vips_image_get_height(image);
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
  if (pixels_in(image.get()) > max_image_pixels) return too_many_pixels();
  image = normalise(std::move(image));
  if (!image) return damaged();
  void* out = nullptr;
  std::size_t size = 0;
  if (save(image.get(), format, &out, &size) != 0) return damaged();
  std::string result(static_cast<const char*>(out), size);
  g_free(out);
  return result;
}

namespace {
/// The first frame, upright, on white where it was transparent; no larger than so many pixels.
Result<Image> upright_on_white(Image image, double most_pixels) {
  VipsImage* next = nullptr;
  const auto step = [&](int failed) { return failed == 0 ? (image.reset(next), true) : false; };
  const auto pixels = static_cast<double>(pixels_in(image.get()));
  if (is_animated(image.get()) && !step(vips_crop(image.get(), &next, 0, 0, vips_image_get_width(image.get()),
                                                  vips_image_get_page_height(image.get()), nullptr)))
    return damaged();
  if (image = normalise(std::move(image)); !image) return damaged();
  if (vips_image_hasalpha(image.get())) {
    auto* white = vips_array_double_newv(1, 255.0);
    const int failed = vips_flatten(image.get(), &next, "background", white, nullptr);
    vips_area_unref(VIPS_AREA(white));
    if (!step(failed)) return damaged();
  }
  if (pixels > most_pixels && !step(vips_resize(image.get(), &next, std::sqrt(most_pixels / pixels), nullptr)))
    return damaged();
  return image;
}

/// The bytes of the picture in this space, one byte a sample; "" when vips fails.
std::string samples_of(Image image, VipsInterpretation space, std::size_t bands) {
  VipsImage* next = nullptr;
  if (vips_colourspace(image.get(), &next, space, nullptr) != 0) return {};
  image.reset(next);
  if (vips_cast(image.get(), &next, VIPS_FORMAT_UCHAR, nullptr) != 0) return {};
  image.reset(next);
  std::size_t size = 0;
  void* memory = vips_image_write_to_memory(image.get(), &size);
  if (!memory) return {};
  std::string samples(static_cast<const char*>(memory), size);
  g_free(memory);
  return samples.size() == bands * static_cast<std::size_t>(pixels_in(image.get())) ? samples : std::string();
}
}  // namespace

Result<GrayPicture> gray_picture(std::string_view bytes, Format format) {
  constexpr double max_gray_pixels = 25e6;
  start_vips();
  auto image = load(bytes, format);
  if (!image) return damaged();
  if (pixels_in(image.get()) > max_image_pixels) return too_many_pixels();
  image = TRY(upright_on_white(std::move(image), max_gray_pixels));
  GrayPicture picture{.width = vips_image_get_width(image.get()), .height = vips_image_get_height(image.get())};
  picture.pixels = samples_of(std::move(image), VIPS_INTERPRETATION_B_W, 1);
  if (picture.pixels.empty()) return damaged();
  return picture;
}

Result<Raster> raster_of_image(std::string_view bytes, Format format) {
  start_vips();
  auto image = load(bytes, format);
  if (!image) return damaged();
  if (pixels_in(image.get()) > max_image_pixels) return too_many_pixels();
  if (is_animated(image.get())) return refuse(FaultKind::invalid, "files.animated");
  image = TRY(upright_on_white(std::move(image), static_cast<double>(max_image_pixels)));
  Raster raster{.width = vips_image_get_width(image.get()), .height = vips_image_get_height(image.get())};
  raster.pixels = samples_of(std::move(image), VIPS_INTERPRETATION_sRGB, 3);
  if (raster.pixels.empty()) return damaged();
  return raster;
}

Result<std::string> encode_raster(const Raster& raster, Format format) {
  start_vips();
  const Image image(vips_image_new_from_memory(raster.pixels.data(), raster.pixels.size(), raster.width, raster.height,
                                               3, VIPS_FORMAT_UCHAR));
  if (!image) return damaged();
  VipsImage* coloured = nullptr;
  if (vips_copy(image.get(), &coloured, "interpretation", VIPS_INTERPRETATION_sRGB, nullptr) != 0) return damaged();
  const Image named(coloured);
  void* out = nullptr;
  std::size_t size = 0;
  if (save(named.get(), format, &out, &size) != 0) return damaged();
  std::string bytes(static_cast<const char*>(out), size);
  g_free(out);
  return bytes;
}

Result<std::string> gray_jpeg(const GrayPicture& picture, int max_width, int quality) {
  start_vips();
  Image image(vips_image_new_from_memory(picture.pixels.data(), picture.pixels.size(), picture.width, picture.height, 1,
                                         VIPS_FORMAT_UCHAR));
  if (!image) return damaged();
  VipsImage* next = nullptr;
  if (picture.width > max_width) {
    if (vips_resize(image.get(), &next, double(max_width) / picture.width, nullptr) != 0) return damaged();
    image.reset(next);
  }
  void* out = nullptr;
  std::size_t size = 0;
  if (vips_jpegsave_buffer(image.get(), &out, &size, "Q", quality, "strip", TRUE, nullptr) != 0) return damaged();
  std::string bytes(static_cast<const char*>(out), size);
  g_free(out);
  return bytes;
}

}  // namespace gongkai::documents
