// What a capability keeps in memory for the whole platform: its snapshot of declarations, the gates that others hang on
// it. One object of each type, made at first use, gone with the platform; so tests with two platforms share nothing.
#pragma once
#include <memory>
#include <mutex>
#include <typeindex>
#include <unordered_map>

namespace gongkai {

class Parts {
 public:
  /// The part of this type. The reference stays good as long as the services live.
  template <class Part>
  Part& of() {
    const std::scoped_lock lock(m_mutex);
    auto& place = m_parts[std::type_index(typeid(Part))];
    if (!place) place = std::make_shared<Part>();
    return *static_cast<Part*>(place.get());
  }

 private:
  std::mutex m_mutex;
  std::unordered_map<std::type_index, std::shared_ptr<void>> m_parts;
};

}  // namespace gongkai
