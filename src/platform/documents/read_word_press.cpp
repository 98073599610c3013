// WordPress eXtended RSS: the posts and pages of a site, with the addresses of their media. pugixml knows no external
// entities and expands none of its own, so there is nothing to switch off.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "platform/documents/record_lines.hpp"
#include "platform/documents/records.hpp"
#include "platform/documents/xml.hpp"

namespace gongkai::documents {

namespace {

std::string_view text_at(pugi::xml_node item, const char* name) {
  return item.child(name).text().get();
}

/// "2024-03-01 09:30:00" of the site's own clock; drafts carry zeros.
std::string day_of(pugi::xml_node item) {
  const auto written = text_at(item, "wp:post_date");
  return written.size() >= 10 && !written.starts_with("0000") ? std::string(written.substr(0, 10)) : std::string();
}

std::string categories_of(pugi::xml_node item, std::string_view domain) {
  std::vector<std::string> names;
  for (const auto category : item.children("category"))
    if (domain == category.attribute("domain").value()) names.emplace_back(category.text().get());
  return join(names, "；");
}

/// Addresses of the files that hang at each post, by the post's number.
std::map<std::string, std::vector<std::string>> files_by_post(pugi::xml_node channel) {
  std::map<std::string, std::vector<std::string>> files;
  for (const auto item : channel.children("item"))
    if (text_at(item, "wp:post_type") == "attachment")
      files[std::string(text_at(item, "wp:post_parent"))].emplace_back(text_at(item, "wp:attachment_url"));
  return files;
}

/// WordPress keeps paragraphs as blank lines and makes them markup when it shows a page.
std::string with_paragraphs(std::string_view content) {
  if (content.find("<p") != std::string_view::npos || content.find("<div") != std::string_view::npos)
    return std::string(content);
  std::string out;
  std::string paragraph;
  const auto end_paragraph = [&] {
    if (!trim(paragraph).empty()) out += "<p>" + std::string(trim(paragraph)) + "</p>\n";
    paragraph.clear();
  };
  for (const auto line : split(content, '\n')) {
    if (trim(line).empty()) end_paragraph();
    else paragraph += std::string(line) + "\n";
  }
  end_paragraph();
  return out;
}

}  // namespace

Result<std::string> read_word_press_records(std::string_view xml) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
  const auto channel = document.document_element().child("channel");
  if (!parsed || !channel) return refuse(FaultKind::invalid, "files.not_word_press");
  const auto files = files_by_post(channel);
  RecordLines lines;
  std::int64_t number = 0;
  for (const auto item : channel.children("item")) {
    ++number;
    const auto kind = text_at(item, "wp:post_type");
    if (kind != "post" && kind != "page" && !kind.empty()) continue;
    const std::string id(text_at(item, "wp:post_id"));
    const auto own_files = files.find(id);
    const RecordLines::Values values{
        {"title", std::string(trim(text_at(item, "title")))},
        {"link", std::string(trim(text_at(item, "link")))},
        {"guid", std::string(trim(text_at(item, "guid")))},
        {"id", id},
        {"kind", std::string(kind)},
        {"status", std::string(text_at(item, "wp:status"))},
        {"date", day_of(item)},
        {"author", std::string(text_at(item, "dc:creator"))},
        {"summary", std::string(trim(text_at(item, "excerpt:encoded")))},
        {"body", with_paragraphs(text_at(item, "content:encoded"))},
        {"category", categories_of(item, "category")},
        {"tags", categories_of(item, "post_tag")},
        {"attachments", own_files == files.end() ? std::string() : join(own_files->second, ";")}};
    CHECK_OK(lines.add(std::to_string(number), values));
  }
  return lines.take();
}

}  // namespace gongkai::documents
