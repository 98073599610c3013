#include "catalogue/item_sheet.hpp"

#include <charconv>

#include "base/text.hpp"
#include "platform/documents/xlsx_writer.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::catalogue {

namespace {

constexpr const char *code_column = "编号", *title_column = "公开事项", *class_column = "类别（条例第二十条）",
                     *topic_column = "第二十一条事项", *unit_column = "责任单位", *term_column = "公开时限（工作日）",
                     *form_column = "公开形式", *basis_column = "公开依据", *source_column = "信息来源",
                     *audience_column = "面向对象", *type_column = "文件类型", *slug_column = "栏目";

/// "20", "20个工作日", "自形成之日起20个工作日内"; nothing in the cell is the usual term.
std::int64_t term_of(std::string_view text) {
  if (trim(text).empty()) return usual_term_days;
  const auto digits = text.find_first_of("0123456789");
  std::int64_t days = 0;
  if (digits != std::string_view::npos) std::from_chars(text.data() + digits, text.data() + text.size(), days);
  return days;
}

/// The first of the columns that the row has: old lists call them differently.
std::string_view cell(const imports::Record& row, std::initializer_list<std::string_view> columns) {
  for (const auto column : columns)
    if (const auto value = trim(row.value(column)); !value.empty()) return value;
  return {};
}

class Row {
 public:
  Row(const imports::Record& record, const Names& names, const Statute& statute, ItemSheet& sheet)
      : m_record(record), m_names(names), m_statute(statute), m_sheet(sheet) {}

  void read(std::int64_t position) {
    if (m_record.fault) return complain("", "", m_record.fault->code);
    m_item.code = std::string(cell(m_record, {code_column, "序号"}));
    if (m_item.code.empty()) m_item.code = fmt::format("{:04}", position);
    m_item.title = std::string(cell(m_record, {title_column, "公开内容", "公开内容（要素）", "事项"}));
    m_item.term_days = term_of(cell(m_record, {term_column, "公开时限", "时限"}));
    m_item.form = std::string(cell(m_record, {form_column, "公开渠道和载体", "公开方式"}));
    m_item.basis = std::string(cell(m_record, {basis_column, "依据"}));
    m_item.source = std::string(cell(m_record, {source_column}));
    m_item.type = known_type();
    m_item.column = std::string(cell(m_record, {slug_column}));
    find_class();
    find_topic();
    find_unit();
    find_audiences();
    for (const auto& fault : why_not_item(m_item, m_statute))
      if (m_good || !is_about_words(fault.field)) complain(column_of(fault.field), value_of(fault.field), fault.code);
    if (m_good) m_sheet.items.push_back(std::move(m_item));
  }

 private:
  /// Cells that were already complained about because their words mean nothing.
  static bool is_about_words(std::string_view field) {
    return field == "class" || field == "topic" || field == "unit" || field == "duty" || field == "audiences";
  }
  static const char* column_of(std::string_view field) {
    if (field == "code") return code_column;
    if (field == "title") return title_column;
    if (field == "class") return class_column;
    if (field == "unit" || field == "duty") return unit_column;
    if (field == "term_days") return term_column;
    if (field == "form") return form_column;
    if (field == "basis") return basis_column;
    if (field == "source") return source_column;
    return audience_column;
  }
  std::string_view value_of(std::string_view field) const { return m_record.value(column_of(field)); }

  void find_class() {
    const auto words = cell(m_record, {class_column, "类别"});
    if (const auto* known = m_statute.understand_class(words)) m_item.statutory_class = known->id;
    else complain(class_column, words, "catalogue.class_unknown");
  }
  void find_topic() {
    const auto words = cell(m_record, {topic_column});
    for (const auto& level : m_statute.levels)
      for (const auto& topic : level.topics)
        if (m_item.topic.empty() && (words == topic.label || words == topic.value)) m_item.topic = topic.value;
    if (!words.empty() && m_item.topic.empty()) complain(topic_column, words, "catalogue.topic_unknown");
  }
  void find_unit() {
    const auto words = cell(m_record, {unit_column, "公开主体"});
    for (const auto& duty : m_statute.duties)
      if (words == duty.label) return void(m_item.duty = duty.value);
    if (const auto known = m_names.units.find(words); known != m_names.units.end()) m_item.unit = known->second;
    else complain(unit_column, words, "catalogue.unit_unknown");
  }
  void find_audiences() {
    std::vector<std::string> values;
    std::string words(cell(m_record, {audience_column, "公开对象"}));
    for (const std::string_view mark : {"、", "，", ",", "；"})
      for (auto at = words.find(mark); at != std::string::npos; at = words.find(mark, at + 1))
        words.replace(at, mark.size(), "\n");
    for (const auto word : split(words, '\n')) {
      if (trim(word).empty()) continue;
      const auto known = std::ranges::find(m_statute.audiences, trim(word), &Word::label);
      if (known == m_statute.audiences.end()) complain(audience_column, word, "catalogue.audience_unknown");
      else values.push_back(known->value);
    }
    m_item.audiences = join(values, ",");
  }
  std::string known_type() {
    const auto words = cell(m_record, {type_column});
    if (words.empty()) return {};
    if (const auto known = m_names.types.find(words); known != m_names.types.end()) return known->second;
    complain(type_column, words, "document.type_unknown");
    return {};
  }
  void complain(std::string_view column, std::string_view value, std::string_view code) {
    m_good = false;
    m_sheet.faults.push_back({m_record.place, std::string(column), shorten(value, 80),
                              i18n::messages().message({FaultKind::invalid, std::string(code), {}, {}, {}})});
  }

  const imports::Record& m_record;
  const Names& m_names;
  const Statute& m_statute;
  ItemSheet& m_sheet;
  Item m_item;
  bool m_good = true;
};

std::string audience_words(const Item& item, const Statute& statute) {
  std::vector<std::string> words;
  for (const auto value : split(item.audiences, ','))
    for (const auto& word : statute.audiences)
      if (word.value == value) words.push_back(word.label);
  return join(words, "、");
}

}  // namespace

Names names_of(const std::vector<directory::Unit>& units, const content::TypeBook& types) {
  Names names;
  for (const auto& unit : units) {
    names.units.emplace(unit.name, unit.id);
    names.units.emplace(unit.short_name, unit.id);
    names.unit_names.emplace(to_text(unit.id), unit.short_name.empty() ? unit.name : unit.short_name);
  }
  for (const auto& type : types.types) {
    names.types.emplace(type.name, type.id);
    names.types.emplace(type.id, type.id);
  }
  return names;
}

ItemSheet read_items(const std::vector<imports::Record>& rows, const Names& names, const Statute& statute) {
  ItemSheet sheet;
  for (const auto& row : rows) Row(row, names, statute, sheet).read(++sheet.rows);
  std::map<std::string_view, bool> codes;
  for (const auto& item : sheet.items)
    if (!codes.emplace(item.code, true).second)
      sheet.faults.push_back({"", code_column, item.code, i18n::text("catalogue.code_twice", {{"code", item.code}})});
  return sheet;
}

std::string responsible(const Item& item, const Names& names, const Statute& statute) {
  if (const auto* duty = statute.find_duty(item.duty)) return duty->label;
  const auto known = names.unit_names.find(to_text(item.unit));
  return known == names.unit_names.end() ? "" : known->second;
}

std::string items_workbook(std::string_view title, const std::vector<Item>& items, const Names& names,
                           const Statute& statute) {
  documents::Sheet sheet{.name = "公开目录",
                         .title = std::string(title),
                         .columns = {{code_column, 10},
                                     {title_column, 36},
                                     {class_column, 30},
                                     {topic_column, 16},
                                     {unit_column, 18},
                                     {term_column, 12},
                                     {form_column, 16},
                                     {basis_column, 36},
                                     {source_column, 18},
                                     {audience_column, 18},
                                     {type_column, 14},
                                     {slug_column, 14}},
                         .landscape = true};
  for (const auto& item : items) {
    const auto* statutory = statute.find_class(item.statutory_class);
    const auto* topic = statute.find_topic(item.topic);
    sheet.rows.push_back({item.code, item.title, statutory ? statutory->label : "", topic ? topic->label : "",
                          responsible(item, names, statute), item.term_days, item.form, item.basis, item.source,
                          audience_words(item, statute), item.type, item.column});
  }
  return documents::write_xlsx({std::move(sheet)});
}

std::string faults_workbook(const std::vector<imports::RowFault>& faults) {
  documents::Sheet sheet{.name = "问题清单", .columns = {{"位置", 10}, {"列", 20}, {"内容", 40}, {"问题", 60}}};
  for (const auto& fault : faults) sheet.rows.push_back({fault.place, fault.column, fault.value, fault.reason});
  return documents::write_xlsx({std::move(sheet)});
}

}  // namespace gongkai::catalogue
