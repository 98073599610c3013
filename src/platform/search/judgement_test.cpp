// How good the order of the hits is: graded queries (cases/judgements.txt, graded by cases/judgements.md) over the demo
// city, as nDCG@10 per query.
#include <fmt/format.h>

#include "platform/search/judging.hpp"

namespace gongkai::search {
namespace {
namespace json = boost::json;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string text_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::string joined(const json::value& value) {
  std::string text;
  for (const auto& line : value.as_array())
    if (line.is_array()) text += joined(line) + "\n";
    else text += std::string(line.as_string()) + "\n";
  return text;
}

/// "市教育局" and the like: the demo's documents name their unit by a key.
std::map<std::string, json::object> units_of_the_demo() {
  std::map<std::string, json::object> units;
  const auto file = json::parse(read_file(GONGKAI_SOURCE_DIR "/catalog/demo/units.json"));
  for (const auto& unit : file.at("units").as_array())
    units.emplace(text_at(unit.as_object(), "key"), unit.as_object());
  return units;
}

Validity validity_of(std::string_view name) {
  return name == "repealed"  ? Validity::repealed
         : name == "lapsed"  ? Validity::lapsed
         : name == "amended" ? Validity::amended
                             : Validity::not_applicable;
}

struct Keyed {
  std::string key;
  Document document;
};

Document document_of_the_demo(const json::object& entry, const json::object& unit) {
  Document document{.kind = text_at(entry, "type"), .site = 1, .unit_name = text_at(unit, "name")};
  if (text_at(unit, "kind") != "department") document.area = text_at(unit, "short");
  document.validity = validity_of(text_at(entry, "validity"));
  document.day = parse_day(text_at(entry, "released").substr(0, 10)).value_or(Day{});
  document.number = text_at(entry, "number");
  document.title = text_at(entry, "title");
  document.body = joined(entry.at("body"));
  if (const auto* attachments = entry.if_contains("attachments"))
    for (const auto& file : attachments->as_array())
      for (const char* part : {"rows", "paragraphs"})
        if (const auto* text = file.as_object().if_contains(part))
          document.sections.push_back({text_at(file.as_object(), "name"), 1, joined(*text)});
  return document;
}

std::vector<Keyed> demo_city() {
  std::vector<Keyed> found;
  const auto units = units_of_the_demo();
  for (const auto& file : std::filesystem::directory_iterator(GONGKAI_SOURCE_DIR "/catalog/demo/documents")) {
    const auto content = json::parse(read_file(file.path()));
    const auto& list = content.is_array() ? content.as_array() : content.at("documents").as_array();
    for (const auto& value : list) {
      const auto& entry = value.as_object();
      const auto unit = units.find(text_at(entry, "unit"));
      if (!entry.if_contains("body") || !entry.at("body").is_array() || unit == units.end()) continue;
      found.push_back({text_at(entry, "key"), document_of_the_demo(entry, unit->second)});
    }
  }
  return found;
}

std::vector<Keyed> added_documents() {
  std::vector<Keyed> found;
  for (auto& document : documents_of_the_city()) found.push_back({"c" + std::to_string(document.id), document});
  const auto list = json::parse(read_case_file("judged_documents.json"));
  for (const auto& value : list.as_array()) {
    const auto& entry = value.as_object();
    Document document{.kind = text_at(entry, "kind"), .site = 1, .unit_name = text_at(entry, "unit_name")};
    document.validity = static_cast<Validity>(entry.at("validity").as_int64());
    document.day = *parse_day(text_at(entry, "day"));
    document.number = text_at(entry, "number");
    document.title = text_at(entry, "title");
    document.body = text_at(entry, "body");
    for (const auto& section : entry.at("sections").as_array())
      document.sections.push_back({text_at(section.as_object(), "label"),
                                   static_cast<int>(section.at("page").as_int64()),
                                   text_at(section.as_object(), "text")});
    found.push_back({text_at(entry, "key"), std::move(document)});
  }
  return found;
}

class Judgements : public SearchTest {
 protected:
  void SetUp() override {
    SearchTest::SetUp();
    auto all = demo_city();
    for (const auto key : split(m_list, '\n')) m_judged.emplace(key);
    for (auto& one : added_documents()) m_judged.insert(one.key), all.push_back(std::move(one));
    std::ranges::sort(all, {}, [](const Keyed& one) { return std::pair(one.document.day, one.key); });
    std::vector<Change> changes;
    for (auto& one : all) {
      one.document.id = static_cast<std::int64_t>(m_keys.size()) + 1;
      m_keys.push_back(one.key);
      changes.emplace_back(std::move(one.document));
    }
    index->apply(changes, {0, 1});
  }
  /// Grades of the hits in order; what nobody has judged yet is passed over.
  std::vector<int> grades_of(const Answer& answer, const Judgement& judgement) const {
    std::vector<int> grades;
    for (const Hit& hit : answer.hits) {
      const auto& key = m_keys[static_cast<std::size_t>(hit.id - 1)];
      if (!m_judged.contains(key)) continue;
      const auto grade = judgement.grades.find(key);
      grades.push_back(grade == judgement.grades.end() ? 0 : grade->second);
    }
    return grades;
  }
  std::vector<std::string> m_keys;
  std::string m_list = read_case_file("judged.txt");
  std::set<std::string> m_judged;
};

TEST_F(Judgements, hold_over_the_demo_city_and_over_the_half_that_ranking_was_not_tuned_with) {
  Mean all, tuned, held_out;
  std::map<std::string, Mean> kinds;
  fmt::print("| query | kind | half | nDCG@10 | grades |\n|---|---|---|---|---|\n");
  std::size_t number = 0;
  for (const auto& judgement : judgements("judgements.txt", ' ')) {
    for (const auto& [key, grade] : judgement.grades)
      EXPECT_NE(std::ranges::find(m_keys, key), m_keys.end()) << judgement.query << ": no document " << key;
    auto answer = index->query({.text = judgement.query, .limit = 40, .snippets = false, .related = true});
    std::ranges::move(answer.related, std::back_inserter(answer.hits));
    const auto grades = grades_of(answer, judgement);
    const double score = ndcg(grades, judgement);
    const bool is_held_out = number++ % 2 == 1;
    all.add(score);
    (is_held_out ? held_out : tuned).add(score);
    kinds[judgement.kind].add(score);
    std::string first;
    for (std::size_t i = 0; i < std::min<std::size_t>(grades.size(), 10); ++i) first += std::to_string(grades[i]);
    fmt::print("| {} | {} | {} | {:.3f} | {} |\n", judgement.query, judgement.kind, is_held_out ? "held out" : "tuned",
               score, first);
  }
  for (const auto& [kind, mean] : kinds) fmt::print("| all | {} | | {:.3f} | |\n", kind, mean.value());
  fmt::print("| all | | tuned | {:.3f} | |\n| all | | held out | {:.3f} | |\n| all | | | {:.3f} | |\n", tuned.value(),
             held_out.value(), all.value());
  EXPECT_GE(all.count, 60);
  EXPECT_GE(tuned.value(), 0.85);
  EXPECT_GE(held_out.value(), 0.85);
}

}  // namespace
}  // namespace gongkai::search
