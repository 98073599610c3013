// Annual reports put together anew from the figures of published ones: paragraphs with the same numbers in words of our
// own, and the three tables as cells with their spans. report_documents.hpp writes them in several formats.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "report_format/form.hpp"
#include "tests/files_samples/published_reports.hpp"

namespace gongkai::samples {

struct SheetCell {
  std::string text;
  int columns = 1;
  int rows = 1;
  bool is_value = false;
};
using Sheet = std::vector<std::vector<SheetCell>>;
using Part = std::variant<std::string, Sheet>;  // a paragraph or a table
using Parts = std::vector<Part>;

inline std::string text_of_json(const json::value& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return std::string(value.as_string());
  return json::to_string(value);
}

inline Sheet sheet_2(const report_format::Form& form, const json::object& figures) {
  Sheet sheet;
  for (const auto& part : form.t2) {
    sheet.push_back({{part.header, 4}});
    std::vector<SheetCell> head{{"信息内容"}};
    for (std::size_t i = 0; i < part.columns.size(); ++i)
      head.push_back(
          {part.columns[i].label, i + 1 == part.columns.size() ? 4 - static_cast<int>(part.columns.size()) : 1});
    sheet.push_back(head);
    for (const auto& row : part.rows) {
      auto& cells = sheet.emplace_back();
      cells.push_back({row.label});
      const auto& values = figures.at(part.id).as_object().at(row.id).as_object();
      for (std::size_t i = 0; i < part.columns.size(); ++i)
        cells.push_back({text_of_json(values.at(part.columns[i].id)), head[i + 1].columns, 1, true});
    }
  }
  return sheet;
}

inline Sheet sheet_3(const report_format::Form& form, const json::object& figures) {
  Sheet sheet{{{"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3}, {"申请人情况", 7}},
              {{"自然人", 1, 2}, {"法人或其他组织", 5}, {"总计", 1, 2}},
              {{"商业企业"}, {"科研机构"}, {"社会公益组织"}, {"法律服务机构"}, {"其他"}}};
  const auto rows_of = [&](std::size_t from, std::size_t depth) {
    int count = 0;
    for (std::size_t i = from; i < form.t3.size(); ++i, ++count)
      if (form.t3[i].groups.size() <= depth || form.t3[i].groups[depth] != form.t3[from].groups[depth]) break;
    return count;
  };
  for (std::size_t i = 0; i < form.t3.size(); ++i) {
    const auto& row = form.t3[i];
    auto& cells = sheet.emplace_back();
    for (std::size_t depth = 0; depth < row.groups.size(); ++depth)
      if (i == 0 || form.t3[i - 1].groups.size() <= depth || form.t3[i - 1].groups[depth] != row.groups[depth])
        cells.push_back({row.groups[depth], 1, rows_of(i, depth)});
    cells.push_back({row.label, 3 - static_cast<int>(row.groups.size())});
    for (const auto& column : form.columns3)
      cells.push_back({text_of_json(figures.at(row.id).as_object().at(column.id)), 1, 1, true});
  }
  return sheet;
}

inline Sheet sheet_4(const std::vector<std::optional<std::int64_t>>& cells) {
  const std::vector<std::string> endings{"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"};
  Sheet sheet{{{"行政复议", 5}, {"行政诉讼", 10}}, {}, {}, {}};
  for (const auto& ending : endings) sheet[1].push_back({ending, 1, 2});
  sheet[1].push_back({"未经复议直接起诉", 5});
  sheet[1].push_back({"复议后起诉", 5});
  for (int i = 0; i < 10; ++i) sheet[2].push_back({endings[static_cast<std::size_t>(i % 5)]});
  for (const auto& cell : cells) sheet[3].push_back({cell ? std::to_string(*cell) : "", 1, 1, true});
  return sheet;
}

/// What the reports say about their numbers, in other words.
inline const std::vector<std::string>& words_of(const std::string& id) {
  static const std::map<std::string, std::vector<std::string>> words{
      {"yantai_office_2021",
       {"全年共办理向本机关提出的政府信息公开申请199件，同比增长158%"
        "，均已全部回复，没有出现因答复不当引发的行政复议或行政诉讼。",
        "全年公开文件113件，其中规范性文件14件。",
        "本年度收取信息处理费为0。本报告数据统计期限自2021年1月1日起至2021年12月31日止。"}},
      {"zhifu_2019",
       {"全年共收到政府信息公开申请96件，予以公开和部分公开53件，不予公开8件（其中保护第三方合法权益3件、行政执法案卷3"
        "件、行政查询事项2件）。"
        "不掌握相关信息27件，补正后仍不明确1件，其他处理5件，结转下年度2件。",
        "新发规范性文件4件。", "数据统计期限为2019年1月1日至2019年12月31日，无其他事项。"}},
      {"zhaoyuan_office_2023",
       {"全年共办理依申请办件42件（含上年结转2件），新收办件同比增长50%"
        "，其中予以公开3件、部分公开20件、无法提供13件、其他情形4件，结转下年办理2件。",
        "现行有效规范性文件10件。", "本年度未收取信息处理费。统计期限从2023年1月1日到12月31日止。"}},
      {"yantai_bigdata_2020",
       {"全年共收到并办结政府信息公开申请2件。公开信息263件，其中网站173件，新媒体90件。官方微信发布近150条。",
        "未制发规范性文件。", "数据统计期限为2020年1月1日至2020年12月31日，无其他需要说明的事项。"}}};
  return words.at(id);
}

inline Parts parts_of(const report_check::Published& report) {
  const auto& form = report_format::form(report.format);
  const auto& words = words_of(report.id);
  const auto title = [&](std::size_t i) { return form.sections[i].number + "、" + form.sections[i].title; };
  return {report.unit,
          std::to_string(report.year) + "年政府信息公开工作年度报告",
          title(0),
          words[0],
          words[1],
          title(1),
          sheet_2(form, report.tables.at("t2").as_object()),
          title(2),
          sheet_3(form, report.tables.at("t3").as_object()),
          title(3),
          sheet_4(report.cells4),
          title(4),
          std::string("公开的主动性还不够，下一步加强培训，改进公开的时效。"),
          title(5),
          words[2]};
}

/// Each cell where it stands: row by row, merged cells once, with the places they cover left out.
struct PlacedCell {
  SheetCell cell;
  int row = 0, column = 0;
};
inline std::vector<PlacedCell> placed(const Sheet& sheet) {
  std::vector<PlacedCell> cells;
  std::map<int, int> covered;  // column → first row that is free again
  for (int row = 0; row < static_cast<int>(sheet.size()); ++row) {
    int column = 0;
    for (const auto& cell : sheet[static_cast<std::size_t>(row)]) {
      while (covered[column] > row) ++column;
      cells.push_back({cell, row, column});
      for (int i = 0; i < cell.columns; ++i) covered[column + i] = row + cell.rows;
      column += cell.columns;
    }
  }
  return cells;
}

}  // namespace gongkai::samples
