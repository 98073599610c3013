// A fresh index in a folder of its own, and the documents of cases/documents.json.
#pragma once
#include <gtest/gtest.h>
#include <stdlib.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "platform/search/index.hpp"

namespace gongkai::search {

inline std::string read_case_file(std::string_view name) {
  std::ifstream file(std::string(GONGKAI_SOURCE_DIR "/src/platform/search/cases/") + std::string(name));
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

inline std::vector<Document> documents_of_the_city() {
  std::vector<Document> documents;
  const auto list = boost::json::parse(read_case_file("documents.json"));
  for (const auto& value : list.as_array()) {
    const auto& object = value.as_object();
    const auto text = [&](std::string_view key) { return std::string(object.at(key).as_string()); };
    Document document{
        .id = object.at("id").as_int64(), .kind = text("kind"), .site = 1, .unit = object.at("unit").as_int64()};
    document.column = 5;
    document.category = text("category");
    document.theme = text("theme");
    document.area = text("area");
    document.unit_name = text("unit_name");
    document.validity = static_cast<Validity>(object.at("validity").as_int64());
    document.day = *parse_day(text("day"));
    document.number = text("number");
    document.title = text("title");
    document.body = text("body");
    document.address = "/d/" + std::to_string(document.id);
    if (const auto* sections = object.if_contains("sections"))
      for (const auto& section : sections->as_array())
        document.sections.push_back({std::string(section.at("label").as_string()),
                                     static_cast<int>(section.at("page").as_int64()),
                                     std::string(section.at("text").as_string()), "/f/" + std::to_string(document.id)});
    documents.push_back(std::move(document));
  }
  return documents;
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "gongkai-search-XXXXXX").string();
    m_path = mkdtemp(pattern.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(m_path); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
};

class SearchTest : public testing::Test {
 protected:
  std::filesystem::path file() const { return m_folder.path() / "search.db"; }
  void open() { index = open_index({.file = file()}); }
  void SetUp() override { open(); }
  void add(const Document& document) {
    const Change change = document;
    index->apply({&change, 1}, {0, ++m_sequence});
  }
  void remove(std::int64_t id) {
    const Change change = Removal{id};
    index->apply({&change, 1}, {0, ++m_sequence});
  }
  void add_city() {
    std::vector<Change> changes;
    for (auto& document : documents_of_the_city()) changes.emplace_back(std::move(document));
    index->apply(changes, {0, ++m_sequence});
  }
  std::vector<std::int64_t> ids(const Query& query) {
    std::vector<std::int64_t> found;
    for (const Hit& hit : index->query(query).hits) found.push_back(hit.id);
    return found;
  }
  std::vector<std::int64_t> ids(std::string text) { return ids(Query{.text = std::move(text)}); }

  TemporaryFolder m_folder;
  std::unique_ptr<Index> index;
  std::int64_t m_sequence = 0;
};

}  // namespace gongkai::search
