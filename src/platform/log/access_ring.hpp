// A bounded queue of many producers and one consumer with the lines inside: pushing takes no lock, makes no system
// call and allocates nothing. (After Dmitry Vyukov's bounded queue: each slot carries the turn it waits for.)
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>

#include "platform/log/log.hpp"

namespace gongkai::log {

class AccessRing {
 public:
  explicit AccessRing(std::size_t slots);  // a power of two

  /// False when full.
  bool push(const Access& record);
  /// Calls use(record) for every waiting line; the views live during the call. Only one thread may do this.
  template <class F>
  std::size_t drain(F&& use) {
    std::size_t count = 0;
    while (const Slot* slot = front()) {
      use(view_of(*slot));
      pop();
      ++count;
    }
    return count;
  }
  bool is_half_full() const;

 private:
  struct Slot {
    std::atomic<std::uint64_t> turn{0};
    Instant received{};
    std::int64_t bytes = 0;
    std::int64_t micros = 0;
    std::int32_t status = 0;
    std::uint16_t method_end = 0, address_end = 0, id_end = 0, path_end = 0;
    char text[312];
  };
  static Access view_of(const Slot& slot);
  const Slot* front() const;
  void pop();

  std::size_t m_mask;
  std::unique_ptr<Slot[]> m_slots;
  alignas(64) std::atomic<std::uint64_t> m_tail{0};
  alignas(64) std::atomic<std::uint64_t> m_head{0};
};

}  // namespace gongkai::log
