#include "similar_requests/store.hpp"

namespace gongkai {

using similar_requests::store::Text;

template <>
struct db::Columns<Text> {
  static constexpr auto list =
      std::tuple{db::column("case_id", &Text::id), db::column("description", &Text::description),
                 db::column("corrected_by", &Text::corrected_by), db::column("corrected", &Text::corrected)};
};

namespace similar_requests::store {

namespace {
#define TEXTS                                                                                                       \
  "SELECT r.case_id, r.description, e.id AS corrected_by, e.note AS corrected FROM request r JOIN work_case c ON "  \
  "c.id = r.case_id LEFT JOIN case_event e ON e.case_id = r.case_id AND e.position = (SELECT max(l.position) FROM " \
  "case_event l WHERE l.case_id = r.case_id AND l.act = 'corrected' AND l.note IS NOT NULL) WHERE c.kind = "        \
  "'request' AND "
const db::Query texts{"similar_requests.texts", TEXTS "r.case_id > $1 ORDER BY r.case_id LIMIT $2"};
const db::Query text{"similar_requests.text", TEXTS "r.case_id = $1"};
}  // namespace

std::vector<Text> texts_after(db::Session& session, CaseId after, int limit) {
  return session.all<Text>(texts, after.value, limit);  // as a number: an empty id would be bound as NULL
}

std::optional<Text> text_of(db::Session& session, CaseId id) {
  return session.one<Text>(text, id);
}

}  // namespace similar_requests::store
}  // namespace gongkai
