// The main function of every test program: assets are embedded, then gtest runs.
#include <gtest/gtest.h>

#include "base/assets.hpp"

int main(int argc, char** argv) {
  gongkai::assets::add_embedded();
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
