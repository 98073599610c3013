// Pure rules of the gazette.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "content/types.hpp"
#include "gazette/model.hpp"

namespace gongkai::gazette {

/// 2026年第3号（总第95号）
std::string issue_name(const Issue& issue);
/// 云海市人民政府公报
std::string gazette_name(std::string_view site_name);
/// The quarter that a day belongs to, as its first day and the first day of the next.
std::pair<Day, Day> quarter_of(Day day);

/// Faults of an issue as it was typed: year, number, contents. All at once.
std::vector<Fault> why_not_save(const Issue& issue, const std::vector<Article>& articles);
/// What keeps it from being put together: an issue without contents or without pages.
std::vector<Fault> why_not_compose(const Issue& issue, const std::vector<Article>& articles, std::size_t pages);

/// The section of the contents for a document type, as catalog/gazette/issue.json arranges them; else the type's own name.
std::string section_of_type(const content::TypeBook& book, std::string_view type);
/// The types whose documents go into the basket.
std::vector<std::string> gazette_types(const content::TypeBook& book);

/// Recognised text as people would have typed it: no blanks between Chinese characters, 〔2022〕 around years of document
/// numbers, wide marks behind Chinese characters, and the corrections; longer ones first, each place once.
std::string corrected(std::string_view recognised, const std::vector<Correction>& corrections);
/// The corrections that the product comes with.
std::vector<Correction> usual_corrections();

}  // namespace gongkai::gazette
