#include "platform/log/access_ring.hpp"

namespace gongkai::log {

AccessRing::AccessRing(std::size_t slots) : m_mask(slots - 1), m_slots(std::make_unique_for_overwrite<Slot[]>(slots)) {
  for (std::size_t i = 0; i < slots; ++i) m_slots[i].turn.store(i, std::memory_order_relaxed);
}

bool AccessRing::push(const Access& record) {
  std::uint64_t position = m_tail.load(std::memory_order_relaxed);
  Slot* slot = nullptr;
  for (;;) {
    slot = &m_slots[position & m_mask];
    const std::uint64_t turn = slot->turn.load(std::memory_order_acquire);
    if (turn == position) {
      if (m_tail.compare_exchange_weak(position, position + 1, std::memory_order_relaxed)) break;
    } else if (turn < position) {
      return false;
    } else {
      position = m_tail.load(std::memory_order_relaxed);
    }
  }
  std::size_t end = 0;
  const auto append = [&](std::string_view text) {
    const std::size_t length = std::min(text.size(), sizeof slot->text - end);
    std::memcpy(slot->text + end, text.data(), length);
    end += length;
    return static_cast<std::uint16_t>(end);
  };
  slot->method_end = append(record.method);
  slot->address_end = append(record.address);
  slot->id_end = append(record.request_id);
  slot->path_end = append(record.path);  // last: it is the one that may be cut
  slot->received = record.received;
  slot->bytes = record.bytes;
  slot->micros = record.micros;
  slot->status = record.status;
  slot->turn.store(position + 1, std::memory_order_release);
  return true;
}

bool AccessRing::is_half_full() const {
  return m_tail.load(std::memory_order_relaxed) - m_head.load(std::memory_order_relaxed) > m_mask / 2;
}

Access AccessRing::view_of(const Slot& slot) {
  const std::string_view text(slot.text, slot.path_end);
  const auto between = [&](std::size_t from, std::size_t to) { return text.substr(from, to - from); };
  return {.received = slot.received,
          .method = between(0, slot.method_end),
          .path = between(slot.id_end, slot.path_end),
          .address = between(slot.method_end, slot.address_end),
          .request_id = between(slot.address_end, slot.id_end),
          .status = slot.status,
          .bytes = slot.bytes,
          .micros = slot.micros};
}

const AccessRing::Slot* AccessRing::front() const {
  const std::uint64_t position = m_head.load(std::memory_order_relaxed);
  const Slot& slot = m_slots[position & m_mask];
  return slot.turn.load(std::memory_order_acquire) == position + 1 ? &slot : nullptr;
}

void AccessRing::pop() {
  const std::uint64_t position = m_head.load(std::memory_order_relaxed);
  m_slots[position & m_mask].turn.store(position + m_mask + 1, std::memory_order_release);
  m_head.store(position + 1, std::memory_order_relaxed);
}

}  // namespace gongkai::log
