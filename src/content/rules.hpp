// Pure rules of the life of an edition: draft → in review → released → superseded or withdrawn; returned on the way.
// Each why_not_… names every reason at once: the page shows them beside the button, the use case enforces them.
#pragma once
#include <string>
#include <vector>

#include "base/result.hpp"
#include "content/types.hpp"
#include "content/use_cases.hpp"

namespace gongkai::content {

Draft draft_of(const Edition& edition);

/// An edition in review lies on the reviewer's desk; a withdrawn document is closed for good.
std::vector<Fault> why_not_edit(const Edition& latest);
std::vector<Fault> why_not_submit(const DocumentType& type, const Edition& latest, std::size_t attachments, Day today);
/// Four eyes: nobody releases what they wrote themselves.
std::vector<Fault> why_not_release(const DocumentType& type, const Edition& latest,
                                   const std::vector<PersonId>& writers, PersonId releaser, std::size_t attachments,
                                   Day today);
/// A schedule that makes no sense, or an emergency whose reason says nothing.
std::vector<Fault> why_not_order(const ReleaseOrder& order, Instant now);
std::vector<Fault> why_not_return(const Edition& latest, std::string_view remark);
std::vector<Fault> why_not_withdraw(const Document& document, const Withdrawal& withdrawal);

/// 索引号 (law: 政府信息公开目录系统实施指引, part 2): "{unit}/{year}-{serial}" unless the site has a pattern of its own.
/// The series is the number without its serial; serials have five digits or more and begin anew with every series.
inline constexpr std::string_view usual_index_pattern = "{unit}/{year}-{serial}";
std::vector<Fault> why_not_take_down(const Document& document);
std::vector<Fault> why_not_restore(bool is_taken_down);

bool is_index_pattern(std::string_view pattern);
std::string index_series(std::string_view pattern, std::string_view unit_code, int year);
std::string index_number(std::string_view series, std::int64_t serial);

}  // namespace gongkai::content
