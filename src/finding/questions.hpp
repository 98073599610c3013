// The questions of readers, counted without the readers: words, day, site, number of hits. Kept in memory and written
// every minute, so that a search costs no write; a crash loses at most that minute.
#pragma once
#include <string_view>

#include "finding/model.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::finding {

/// A first page without filters was shown. What looks personal or is unwelcome is not kept.
void note_question(Services& services, SiteId site, std::string_view typed, std::int64_t hits);
/// Somebody opened a hit of this question. Counts only when the question itself was.
void note_click(Services& services, SiteId site, std::string_view typed);
/// Writes what is in memory; also before the counts are read and when the server stops.
void write_questions(Services& services);
/// Counts older than 400 days.
void forget_questions(db::Session& session, Day today);

}  // namespace gongkai::finding
