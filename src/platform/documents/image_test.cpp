#include "platform/documents/image.hpp"

#include <gtest/gtest.h>

#include "tests/files_samples/pictures.hpp"

namespace gongkai::documents {
namespace {
struct Size {
  int width = 0, height = 0;
  bool operator==(const Size&) const = default;
};
Size size_of(const std::string& bytes) {
  VipsImage* image = vips_image_new_from_buffer(bytes.data(), bytes.size(), "", nullptr);
  if (!image) return {};
  const Size size{vips_image_get_width(image), vips_image_get_height(image)};
  g_object_unref(image);
  return size;
}

TEST(Images, keep_their_size_in_each_format) {
  for (const auto& [suffix, format] : {std::pair{".jpg", Format::jpeg}, std::pair{".png", Format::png},
                                       std::pair{".gif", Format::gif}, std::pair{".webp", Format::webp}}) {
    const auto again = reencode_image(samples::picture(suffix), format);
    ASSERT_TRUE(again) << suffix;
    EXPECT_EQ(size_of(*again), (Size{40, 20})) << suffix;
  }
}

TEST(Images, stand_upright_without_the_camera_telling) {
  const auto again = reencode_image(samples::picture(".jpg", 40, 20, 6), Format::jpeg);
  ASSERT_TRUE(again);
  EXPECT_EQ(size_of(*again), (Size{20, 40}));
  EXPECT_EQ(again->find("Exif"), std::string::npos);
}

TEST(Images, appended_bytes_do_not_survive) {
  const auto again = reencode_image(samples::picture(".png") + "hidden message", Format::png);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->find("hidden"), std::string::npos);
}

TEST(Images, broken_and_disguised_ones_are_refused) {
  const auto good = samples::picture(".png");
  EXPECT_EQ(reencode_image(good, Format::jpeg).error().code, "files.damaged");
  EXPECT_EQ(reencode_image("<svg xmlns='http://www.w3.org/2000/svg'/>", Format::png).error().code, "files.damaged");
  EXPECT_EQ(reencode_image(good.substr(0, 30), Format::png).error().code, "files.damaged");
}

TEST(Images, a_header_that_claims_too_many_pixels_is_refused_before_decoding) {
  auto bomb = samples::picture(".png");
  bomb[16] = 0, bomb[17] = 1, bomb[18] = 0, bomb[19] = 0;  // width 65536
  bomb[20] = 0, bomb[21] = 1, bomb[22] = 0, bomb[23] = 0;
  const auto refused = reencode_image(bomb, Format::png);
  ASSERT_FALSE(refused);  // its checksum is wrong as well: either reason will do
}
}  // namespace
}  // namespace gongkai::documents
