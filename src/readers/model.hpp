// What readers of the portal say: whether a document was useful, and what is wrong on a page.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "content/model.hpp"
#include "platform/db/value.hpp"

namespace gongkai {
using RemarkId = Id<struct RemarkTag>;
using ErrorReportId = Id<struct ErrorReportTag>;
}  // namespace gongkai

namespace gongkai::readers {

struct Opinion {
  bool useful = false;
  std::string words{};  // may be empty
};

struct Remark {
  RemarkId id{};
  DocumentId document{};
  std::string title{};
  bool useful = false;
  db::Bytes words{};  // sealed
  Instant written_at{};
};

/// 我为政府网站找错: as the reader fills it in.
struct ErrorForm {
  std::string kind{};
  std::string page{};
  std::string words{};
  std::string contact{};
};

struct ErrorReport {
  ErrorReportId id{};
  std::string number{};
  db::Bytes code{};  // keyed digest of the query code
  SiteId site{};
  UnitId unit{};
  std::string kind{};
  std::string page{};
  db::Bytes words{};                   // sealed
  std::optional<db::Bytes> contact{};  // sealed
  Instant received_at{};
  std::string answer{};
  std::string answered_by{};
  std::optional<Instant> answered_at{};
  bool is_public = false;
  std::int64_t version = 1;
};

struct ErrorReportMove {
  Instant moved_at{};
  UnitId from_unit{};
  UnitId to_unit{};
  std::string note{};
  std::string moved_by{};
};

/// What the reader takes home: with both the answer is found again.
struct Receipt {
  std::string number{};
  std::string code{};
};

/// An answer that everybody may read.
struct PublicAnswer {
  std::string kind{};
  std::string page{};
  std::string answer{};
  Instant answered_at{};
};

}  // namespace gongkai::readers
