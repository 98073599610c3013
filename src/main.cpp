#include "app/commands.hpp"
#include "base/assets.hpp"

int main(int argc, char** argv) {
  gongkai::assets::add_embedded();
  return gongkai::app::run(argc, argv);
}
