// 政府公报: issues, their contents, and the pages of scanned ones.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model.hpp"

namespace gongkai {
using IssueId = Id<struct IssueTag>;
}

namespace gongkai::gazette {

enum class IssueKind { built = 1, scanned };
std::string_view name_of(IssueKind kind);
std::optional<IssueKind> parse_issue_kind(std::string_view name);

struct Issue {
  IssueId id{};
  SiteId site{};
  UnitId unit{};
  IssueKind kind = IssueKind::built;
  std::int64_t year = 0;
  std::int64_t number = 0;
  std::int64_t total_number = 0;
  Day published_on{};
  std::string cover_text;
  DocumentId document{};
  std::int64_t unnumbered = 0;
  std::int64_t version = 1;
};

struct Article {
  IssueId issue{};
  std::int64_t position = 0;
  std::string section;
  DocumentId document{};
  std::string title;
  std::int64_t page = 0;
};

/// waiting: not read yet · recognised: 未校对，机器识别 · proofread: 已校对 · failed: can be tried again or typed.
enum class PageState { waiting = 1, recognised, proofread, failed };
std::string_view name_of(PageState state);

struct Page {
  IssueId issue{};
  std::int64_t number = 0;
  FileId source{};
  std::int64_t source_page = 1;
  FileId picture{};
  PageState state = PageState::waiting;
  std::string fault;
  std::int64_t confidence = 0;
  std::string machine_text;
  std::string text;
  PersonId proofread_by{};
  std::string proofread_name;
  std::optional<Instant> proofread_at;
  std::int64_t version = 1;
};

struct Correction {
  std::string wrong;
  std::string meant;
  bool operator==(const Correction&) const = default;
};

}  // namespace gongkai::gazette
