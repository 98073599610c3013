#include "platform/search/columns.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
const Day earliest = Day::of(1900, 1, 1);
const Day latest = Day::of(2199, 12, 31);

/// The object for writing: the same one if nobody else sees it, else a copy.
template <class T>
T& own(std::shared_ptr<T>& shared) {
  if (!shared) shared = std::make_shared<T>();
  else if (shared.use_count() > 1) shared = std::make_shared<T>(*shared);
  return *shared;
}
}  // namespace

std::int64_t first_row_of(Day day) {
  const auto number = std::clamp(day, earliest, latest) - earliest;
  return static_cast<std::int64_t>(number + 1) << ordinal_bits;
}

Day day_of(std::int64_t row) {
  return earliest + static_cast<int>((row >> ordinal_bits) - 1);
}

std::uint32_t Dictionary::find(std::int64_t id, std::string_view text) const {
  const auto found = m_codes.find({id, std::string(text)});
  return found == m_codes.end() ? 0 : found->second;
}

std::uint32_t Dictionary::add(std::int64_t id, std::string_view text) {
  const auto code = static_cast<std::uint32_t>(m_values.size());
  m_codes.emplace(std::pair(id, std::string(text)), code);
  m_values.push_back({id, std::string(text), 0});
  return code;
}

int Columns::year_of(std::int64_t row) const {
  return m_days[static_cast<std::size_t>((row >> ordinal_bits) - m_first_day)]->year;
}

std::int64_t Columns::next_row(Day day) const {
  const auto first = first_row_of(day);
  const auto index = static_cast<std::size_t>((first >> ordinal_bits) - m_first_day);
  if (index >= m_days.size() || !m_days[index] || m_days[index]->chunks.empty()) return first;
  const auto& chunks = m_days[index]->chunks;
  const auto used = ((chunks.size() - 1) << chunk_bits) + chunks.back()->size();
  if (used >> ordinal_bits != 0) throw Error("search index: too many documents of one day");
  return first + static_cast<std::int64_t>(used);
}

Row& Columns::writable(std::int64_t row) {
  const auto day = row >> ordinal_bits;
  if (m_days.empty()) m_first_day = day;
  if (day < m_first_day) {
    m_days.insert(m_days.begin(), static_cast<std::size_t>(m_first_day - day), nullptr);
    m_first_day = day;
  }
  const auto index = static_cast<std::size_t>(day - m_first_day);
  if (index >= m_days.size()) m_days.resize(index + 1);
  auto& page = own(m_days[index]);
  page.year = day_of(row).year();
  const auto ordinal = static_cast<std::size_t>(row & ((1 << ordinal_bits) - 1));
  const auto number = ordinal >> chunk_bits;
  // Chunks before the last are full even where documents are gone, so that next_row() counts right after a restart.
  while (page.chunks.size() <= number) {
    if (!page.chunks.empty()) own(page.chunks.back()).resize(1U << chunk_bits);
    page.chunks.push_back(std::make_shared<Chunk>());
  }
  auto& chunk = own(page.chunks[number]);
  const auto slot = ordinal & ((1U << chunk_bits) - 1);
  if (slot >= chunk.size()) chunk.resize(slot + 1);
  return chunk[slot];
}

std::uint32_t Columns::code(Dimension dimension, std::int64_t id, std::string_view text) {
  if (id == 0 && text.empty()) return 0;
  auto& dictionary = m_dictionaries[static_cast<std::size_t>(dimension)];
  if (const auto known = dictionary->find(id, text)) return known;
  return own(dictionary).add(id, text);
}

void Columns::put(std::int64_t row, const Document& document) {
  Row& place = writable(row);
  if (place.id == 0) ++m_count;
  place.id = document.id;
  using enum Dimension;
  const auto& audiences = document.audiences;
  place.codes = {code(site, document.site, {}),        code(unit, document.unit, {}),
                 code(column, document.column, {}),    code(kind, 0, document.kind),
                 code(category, 0, document.category), code(theme, 0, document.theme),
                 code(area, 0, document.area),         audiences.empty() ? 0 : code(audience, 0, audiences.front())};
  place.further.clear();
  const auto add = [&](Dimension dimension, std::uint32_t value) {
    place.further.push_back({static_cast<std::uint32_t>(dimension), value});
  };
  for (const auto further : document.also_on)
    if (further != document.site) add(site, code(site, further, {}));
  for (std::size_t i = 1; i < audiences.size(); ++i) add(audience, code(audience, 0, audiences[i]));
  place.validity = document.validity;
  place.title = to_utf8(form_of(document.title));
}

void Columns::erase(std::int64_t row) {
  if (find(row) == nullptr) return;
  writable(row) = Row{};
  --m_count;
}

Day Columns::newest() const {
  Day day{};
  each_from_newest([&](std::int64_t row, const Row&) {
    day = day_of(row);
    return false;
  });
  return day;
}

}  // namespace gongkai::search
