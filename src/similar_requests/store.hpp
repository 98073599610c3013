// All SQL of this folder: it reads the tables of requests (docs/adr/0018) and writes none.
#pragma once
#include "platform/db/session.hpp"
#include "requests/model.hpp"

namespace gongkai::similar_requests::store {

struct Text {
  CaseId id{};
  db::Bytes description{};  // sealed
  // The last corrected description (Art. 30), an event's note.
  std::optional<CaseEventId> corrected_by{};
  std::optional<db::Bytes> corrected{};
};
/// Of requests for information alone, a page by rising id.
std::vector<Text> texts_after(db::Session& session, CaseId after, int limit);
/// Nothing for another kind of case.
std::optional<Text> text_of(db::Session& session, CaseId id);

}  // namespace gongkai::similar_requests::store
