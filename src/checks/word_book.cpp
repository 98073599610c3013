#include "checks/word_book.hpp"

#include <stdexcept>

#include "base/assets.hpp"
#include "base/bytes.hpp"
#include "base/text.hpp"
#include "checks/list_file.hpp"
#include "checks/store.hpp"
#include "platform/auth/crypto.hpp"

namespace gongkai::checks {
namespace {
struct WordBookPart {
  Snapshot<WordBook> book;
};

const db::Query leader_documents{
    "checks.leader_documents",
    "SELECT e.fields FROM document d JOIN edition e ON e.id = d.released WHERE d.type = 'leader' ORDER BY d.id"};

std::vector<std::string> titles_of(std::string_view text) {
  std::vector<std::string> titles;
  std::string one;
  for (const char32_t c : to_code_points(text)) {
    if (c != U'、' && c != U'，' && c != U',' && c != U'；') {
      one += to_utf8(std::u32string(1, c));
      continue;
    }
    if (!trim(one).empty()) titles.emplace_back(trim(one));
    one.clear();
  }
  if (!trim(one).empty()) titles.emplace_back(trim(one));
  return titles;
}

/// What the leaders' own pages say, in the order their pages have there.
std::vector<Leader> published_leaders(db::Session& session) {
  std::vector<std::pair<std::int64_t, Leader>> found;
  session.each<std::string>(
      [&](std::string&& text) {
        const auto fields = content::fields_of(text);
        const auto name = content::value_of(fields, "name");
        if (name.empty()) return;
        const auto rank = content::value_of(fields, "rank");
        found.emplace_back(rank.empty() ? 1'000 : std::atoll(std::string(rank).c_str()),
                           Leader{std::string(name), titles_of(content::value_of(fields, "post"))});
      },
      leader_documents);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Leader> leaders;
  for (auto& [rank, leader] : found) leaders.push_back(std::move(leader));
  return leaders;
}

WordBook compile(db::Session& session) {
  std::vector<Term> terms;
  auto leaders = published_leaders(session);
  for (const auto& list : store::lists(session))
    for (auto& term : store::terms(session, list.id)) {
      if (list.kind == ListKind::terms) {
        terms.push_back(std::move(term));
      } else if (std::none_of(leaders.begin(), leaders.end(), [&](const auto& one) { return one.name == term.text; })) {
        leaders.push_back({term.text, titles_of(term.suggestion)});
      }
    }
  // of two equal words the first counts: the city's own goes before the catalog's
  terms.insert(terms.end(), catalog_terms().begin(), catalog_terms().end());
  std::string all;
  for (const auto& term : terms)
    all += term.text + '\t' + term.suggestion + '\t' + std::string(level_of(term)) + '\t' + term.note + '\n';
  for (const auto& leader : leaders) all += leader.name + '\t' + join(leader.titles, "、") + '\n';
  return {.terms = TermBook(std::move(terms)),
          .leaders = LeaderBook(std::move(leaders)),
          .stamp = to_hex(auth::sha256(all)).substr(0, 16)};
}

std::vector<Term> read_catalog() {
  const auto text = assets::find("catalog/checks/style.json");
  const auto parsed = json::parse(text.value_or(""));
  if (!parsed) throw std::runtime_error("catalog/checks/style.json is broken");
  std::vector<Row> rows;
  for (const auto& value : parsed->at("terms").as_array()) {
    json::Reader reader(value);
    Row row{.line = static_cast<std::int64_t>(rows.size()) + 1};
    row.cells = {reader.text("term"), reader.text_or("right", ""), reader.text_or("level", ""),
                 reader.text_or("note", "")};
    if (const auto read = reader.finish(); !read)
      throw std::runtime_error("catalog/checks/style.json: a term without text");
    rows.push_back(std::move(row));
  }
  auto file = terms_of(rows);
  if (!file.faults.empty())
    throw std::runtime_error("catalog/checks/style.json: " + file.faults[0].details.at(1).second);
  return std::move(file.terms);
}
}  // namespace

const std::vector<Term>& catalog_terms() {
  static const std::vector<Term> terms = read_catalog();
  return terms;
}

std::shared_ptr<const WordBook> word_book(db::Session& session, Services& services) {
  auto& part = services.parts.of<WordBookPart>();
  if (auto book = part.book.load()) return book;
  auto book = std::make_shared<const WordBook>(compile(session));
  part.book.store(book);
  return book;
}

void forget_word_book(Services& services) {
  services.parts.of<WordBookPart>().book.store(nullptr);
}

}  // namespace gongkai::checks
