#include "checks/examine.hpp"

#include <map>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "checks/style.hpp"
#include "checks/word_book.hpp"
#include "platform/auth/crypto.hpp"
#include "platform/auth/vault.hpp"

namespace gongkai::checks {
namespace {
constexpr std::size_t context_characters = 12, longest_excerpt = 80;

/// The words around a hit, with every personal detail in them masked.
std::string excerpt(const Reading& reading, const std::vector<Hit>& personal, const Hit& hit) {
  auto begin = hit.begin > context_characters ? hit.begin - context_characters : 0;
  const auto end = std::min(std::min(hit.end, hit.begin + longest_excerpt) + context_characters, reading.size());
  std::string out;
  for (const auto& secret : personal) {
    if (secret.end <= begin || secret.begin >= end) continue;
    if (secret.begin > begin) out += reading.text(begin, secret.begin);
    out += masked(secret.kind, reading.text(secret.begin, secret.end));
    begin = secret.end;
  }
  if (begin < end) out += reading.text(begin, end);
  std::replace(out.begin(), out.end(), '\n', ' ');
  std::replace(out.begin(), out.end(), '\t', ' ');
  return out;
}

class Look {
 public:
  Look(db::Session& session, Services& services, const content::Desk& desk)
      : m_book(word_book(session, services)), m_desk(desk) {}

  void at(const Piece& piece, const Known& known) {
    const Reading reading(piece.text);
    auto personal = scan_personal(reading, known);
    if (piece.contact) std::erase_if(personal, [](const Hit& hit) { return hit.kind == Kind::landline; });
    for (const auto& hit : personal) add(piece, reading, personal, hit);
    for (const auto& hit : m_book->terms.scan(reading)) add(piece, reading, personal, hit);
    for (const auto& hit : m_book->leaders.scan(reading)) add(piece, reading, personal, hit);
    for (const auto& hit : style(piece, reading)) add(piece, reading, personal, hit);
    if (piece.place.where == Where::attachment && content::bears_secret_mark(piece.text))
      add(piece, reading, personal, {Kind::secret_mark, Severity::must, 0, 0, "checks.secret_mark", {}});
  }
  std::vector<Finding> take() { return std::move(m_findings); }

 private:
  /// Text layers of files break lines where a sentence goes on: only what was written here is held to style.
  std::vector<Hit> style(const Piece& piece, const Reading& reading) const {
    if (!piece.own) return {};
    if (piece.place.where == Where::field) return scan_document_numbers(reading);
    auto hits = scan_style(reading);
    if (piece.place.where == Where::title) {
      for (auto& hit : hits)
        if (hit.code == "checks.blank") hit.severity = Severity::should;
      const bool official = m_desk.type->find("document_number") != nullptr;
      auto title = scan_title(reading, {.max_characters = m_desk.type->title_max, .official = official});
      hits.insert(hits.end(), title.begin(), title.end());
    }
    return hits;
  }

  void add(const Piece& piece, const Reading& reading, const std::vector<Hit>& personal, const Hit& hit) {
    if (m_findings.size() >= most_findings * 4) return;  // they are merged and cut later
    Finding finding{
        .kind = hit.kind, .severity = hit.severity, .place = piece.place, .code = hit.code, .details = hit.details};
    finding.place.begin = hit.begin;
    finding.place.end = hit.end;
    finding.excerpt = excerpt(reading, personal, hit);
    finding.matched = reading.text(hit.begin, hit.end);
    if (piece.removed) {
      finding.severity = Severity::note;
      finding.details.emplace_back("removed", "yes");
    }
    m_findings.push_back(std::move(finding));
  }

  std::shared_ptr<const WordBook> m_book;
  const content::Desk& m_desk;
  std::vector<Finding> m_findings;
};

std::string key_of(const Services& services, const Finding& finding) {
  const auto& place = finding.place;
  const auto text = fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", name_of(finding.kind), finding.code,
                                name_of(place.where), place.where == Where::field ? place.name : "", place.file,
                                place.part, place.label, place.page, finding.matched);
  return to_hex(services.vault ? services.vault->blind_index("check_finding", text).value : auth::sha256(text));
}

std::vector<KeyedFinding> merged(const Services& services, std::vector<Finding> findings) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const auto& a, const auto& b) { return a.severity > b.severity; });
  std::vector<KeyedFinding> kept;
  std::map<std::string, std::size_t, std::less<>> places;
  for (auto& finding : findings) {
    auto key = key_of(services, finding);
    const auto [place, is_new] = places.try_emplace(key, kept.size());
    if (!is_new) ++kept[place->second].times;
    else if (kept.size() < most_findings) kept.push_back({std::move(key), std::move(finding), 1});
    else break;
  }
  return kept;
}
}  // namespace

Examination examine(db::Session& session, const Context& context, const content::Desk& desk) {
  auto gathered = gather(session, context.services, desk);
  Look look(session, context.services, desk);
  for (const auto& piece : gathered.pieces) look.at(piece, gathered.known);
  auto findings = look.take();
  const auto add = [&](std::vector<Finding> more) {
    findings.insert(findings.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  add(document_findings(session, context, desk, gathered));
  add(std::move(gathered.findings));
  return {.fingerprint = fingerprint(session, context.services, desk),
          .waiting = gathered.waiting,
          .findings = merged(context.services, std::move(findings))};
}

}  // namespace gongkai::checks
