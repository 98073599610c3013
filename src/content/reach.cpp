#include "content/reach.hpp"

#include "content/custody.hpp"
#include "platform/db/current_session.hpp"

namespace gongkai::content {

namespace {

constexpr std::size_t most_known = 10'000;

const db::Query public_count{"content.public_count",
                             "SELECT count(*) FROM edition e WHERE e.state = 4 AND e.column_id IN {{in $1}}"};
const db::Query public_count_with_placed{
    "content.public_count_with_placed",
    "SELECT count(*) FROM edition e WHERE e.state = 4 AND (e.column_id IN {{in $1}} OR e.document IN "
    "(SELECT document FROM document_placement WHERE column_id IN {{in $1}}))"};

Reach read_reach(db::Session& session, const std::vector<ColumnId>& columns) {
  db::List ids;
  for (const ColumnId column : columns) ids.values.push_back(column.value);
  const bool placed = store::has_placements(session, ids);
  const auto& query = placed ? public_count_with_placed : public_count;
  return {session.one<std::int64_t>(query, ids).value_or(0), placed};
}

}  // namespace

Reach Reaches::of(Services& services, const std::vector<ColumnId>& columns) {
  std::uint64_t since = 0;
  {
    const std::scoped_lock lock(m_mutex);
    if (const auto known = m_known.find(columns); known != m_known.end()) return known->second;
    since = m_told;
  }
  const bool of_its_own = db::CurrentSession::of(services.database) == nullptr;
  const auto reach = services.database.read([&](db::Session& session) { return read_reach(session, columns); });
  const std::scoped_lock lock(m_mutex);
  if (of_its_own && since == m_told && m_told > 0 && m_known.size() < most_known) m_known.emplace(columns, reach);
  return reach;
}

void Reaches::forget(const std::set<ColumnId>& columns) {
  const std::scoped_lock lock(m_mutex);
  ++m_told;
  std::erase_if(m_known, [&](const auto& known) {
    return columns.empty() ||
           std::ranges::any_of(known.first, [&](const ColumnId column) { return columns.contains(column); });
  });
}

Reach reach_of(Services& services, const std::vector<ColumnId>& columns) {
  return services.parts.of<Reaches>().of(services, columns);
}

}  // namespace gongkai::content
