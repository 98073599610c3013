// What somebody could find out who holds more than this file: a public document with the same sentences, or the same source
// redacted otherwise.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "content/api.hpp"
#include "platform/files/store.hpp"
#include "platform/search/index.hpp"
#include "redaction/sources.hpp"
#include "redaction/store.hpp"

namespace gongkai::redaction {
namespace {
constexpr std::size_t most_queries = 40;
constexpr int hits_a_query = 5;

/// Documents in which the index finds the surroundings of a passage.
std::set<std::int64_t> candidates(const Services& services, const std::vector<Passage>& passages) {
  std::set<std::int64_t> found;
  std::set<std::string> asked;
  for (const auto& passage : passages) {
    if (asked.size() >= most_queries) break;
    if (!is_telling(passage.around()) || !asked.insert(passage.around()).second) continue;
    const auto answer =
        services.search->query({.text = passage.around(), .as_typed = true, .limit = hits_a_query, .snippets = false});
    for (const auto& hit : answer.hits) found.insert(hit.id);
  }
  return found;
}

std::string public_text(db::Session& session, const Services& services, const content::PublicDocument& document) {
  auto text = document.title + "\n" + document.plain_text;
  for (const auto& attachment : content::attachments_of(session, document))
    if (const auto read = services.files->text_of(session, attachment.file))
      text += "\n" + documents::visible_text(*read);
  return text;
}

Difference difference_of(const Redaction& now, const Redaction& then) {
  return {.file = then.result,
          .applied_at = then.applied_at.value_or(Instant{}),
          .shown_there = uncovered(now.marks, then.marks),
          .shown_here = static_cast<std::int64_t>(uncovered(then.marks, now.marks).size())};
}
}  // namespace

std::vector<PublicPassage> public_passages(db::Session& session, const Services& services,
                                           const std::vector<Passage>& passages) {
  std::vector<PublicPassage> found;
  if (!services.search) return found;
  std::set<std::size_t> known;
  for (const auto id : candidates(services, passages)) {
    const auto document = content::find_public(session, DocumentId{id});
    if (!document) continue;
    for (const auto index : said_in(public_text(session, services, *document), passages))
      if (known.insert(passages[index].mark).second)
        found.push_back({passages[index].mark, "/d/" + to_text(document->id), document->title});
  }
  std::ranges::sort(found, {}, &PublicPassage::mark);
  return found;
}

Result<Examination> examine(Context& context, const Redaction& redaction) {
  const auto file = TRY(open_file(context.services, redaction.source));
  const auto source = TRY(read_marked(context.services, file, redaction.marks));
  return examine_read(context, redaction, source);
}

Result<Examination> examine_read(Context& context, const Redaction& redaction, const documents::Source& source) {
  const auto passages = passages_of(source, redaction.marks);
  Examination examination;
  for (const auto& needle : needles_of(source, redaction.marks))
    if (needle.allowed > 0) examination.repeats.push_back({needle.text, needle.allowed});
  return context.database().read([&](db::Session& session) -> Result<Examination> {
    examination.publics = public_passages(session, context.services, passages);
    examination.differences.clear();
    for (const auto& earlier : store::applied_to(session, redaction.source_sha256)) {
      if (earlier.id == redaction.id) continue;
      auto difference = difference_of(redaction, earlier);
      if (!difference.shown_there.empty() || difference.shown_here > 0)
        examination.differences.push_back(std::move(difference));
    }
    return examination;
  });
}

}  // namespace gongkai::redaction
