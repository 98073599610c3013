// Pieces that every page is made of: breadcrumb, pager, tables, and forms in the pattern of the GOV.UK design system
// (a summary of all errors on top that links to the fields, the message again at the field).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/html/html.hpp"

namespace gongkai::html {

struct Link {
  std::string address;  // "" shows the text alone
  std::string text;
};

/// The last one is the page itself.
Html breadcrumb(const std::vector<Link>& trail);

struct Pager {
  int page = 1;
  int pages = 1;
  std::string address;  // of the list with all its parameters but the page: "/c/news" or "/search?q=x"
};
/// Numbered pages around the current one; nothing for a single page.
Html pager(const Pager& pager);
/// How many pages `total` rows make.
int count_pages(std::int64_t total, int page_size);

struct Table {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::vector<Html>> rows;  // the first cell is the row's heading
};
/// Scrolls sideways on small screens, by keyboard too.
Html data_table(const Table& table);

struct Field {
  std::string name;
  std::string label;
  std::string value{};
  std::string hint{};
  bool required = true;
  std::string type = "text";  // of the input: text, email, tel, date, search, password
  std::string autocomplete{};
  int rows = 6;  // of a text area
};
struct Choice {
  std::string value;
  std::string text;
};

Html text_field(const Field& field, const std::vector<Fault>& faults);
Html text_area(const Field& field, const std::vector<Fault>& faults);
Html select_field(const Field& field, const std::vector<Choice>& choices, const std::vector<Fault>& faults);
Html radio_group(const Field& field, const std::vector<Choice>& choices, const std::vector<Fault>& faults);
Html check_box(const Field& field, bool checked, const std::vector<Fault>& faults);
/// Nothing when there are no faults.
Html error_summary(const std::vector<Fault>& faults);
/// "错误：" before the title of a page that shows a form again.
std::string title_with_errors(std::string_view title, const std::vector<Fault>& faults);

}  // namespace gongkai::html
