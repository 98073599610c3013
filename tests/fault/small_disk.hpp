// A disk of a few megabytes for what a test puts into temporary folders, and a way to fill it.
#pragma once
#include <memory>
#include <string>

#include "tests/functional/process.hpp"

namespace gongkai::testing {

class SmallDisk {
 public:
  /// Nothing when this user may not mount.
  static std::unique_ptr<SmallDisk> mount(int megabytes);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  /// Takes every free byte.
  void fill() const;
  void make_room() const;

 private:
  SmallDisk() = default;
  std::string filler() const { return m_place.path() + "/filler"; }
  TemporaryFolder m_place;
  std::string m_former_temporary_folder;
};

}  // namespace gongkai::testing
