// How documents hang together. A link belongs to an edition: it becomes public with it and goes with it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "content/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai::content {

enum class LinkKind {
  interprets = 1,  // 解读
  amends,          // 修改
  repeals,         // 废止
  implements_it,   // 贯彻落实
  based_on,        // 依据
  replaces,        // 代替
  reports_on,      // 执行情况
  stage_of,        // 所属项目
  see_also,        // 相关
};
std::string_view name_of(LinkKind kind);
std::optional<LinkKind> parse_link_kind(std::string_view name);

struct DocumentLink {
  LinkKind kind = LinkKind::see_also;
  DocumentId target{};
  std::string note;
  bool operator==(const DocumentLink&) const = default;
};

/// The other end of a link between two public documents, with what a ribbon or a list needs.
struct LinkedDocument {
  LinkKind kind = LinkKind::see_also;
  DocumentId document{};
  std::string type;
  std::string title;
  std::string fields_text;
  std::string note;
  Instant published_at{};
};

namespace store {
std::vector<DocumentLink> links(db::Session& session, EditionId edition);
void replace_links(db::Session& session, EditionId edition, const std::vector<DocumentLink>& links);
/// Whatever any edition of the document ever pointed at: cached pages that may show it.
std::vector<DocumentId> link_targets(db::Session& session, DocumentId document);
/// Latest editions of other documents that point here, in whatever state: for the desk.
struct DeskLink {
  LinkKind kind = LinkKind::see_also;
  DocumentId document{};
  EditionId edition{};
  State state = State::draft;
  std::string type;
  std::string title;
  Instant changed_at{};
};
std::vector<DeskLink> links_to_desk(db::Session& session, DocumentId target);
}  // namespace store

/// What the public document points at, and what points at it: public ends only. Both note the documents they name.
std::vector<LinkedDocument> links_from(db::Session& session, DocumentId document);
std::vector<LinkedDocument> links_to(db::Session& session, DocumentId document);

}  // namespace gongkai::content
