// All SQL of this folder: its own tables, and what it reads of requests and their files (docs/adr/0018).
#pragma once
#include "platform/auth/vault.hpp"
#include "platform/db/session.hpp"
#include "request_mining/model.hpp"

namespace gongkai::request_mining::store {

// -- candidates --------------------------------------------------------------------------------------------------------

void insert(db::Session& session, const auth::Vault& vault, const Conversion& conversion);
/// Decision and document of this version, which becomes the next; false when somebody was faster.
bool update(db::Session& session, const auth::Vault& vault, const Conversion& conversion);
std::optional<Conversion> find(db::Session& session, const auth::Vault& vault, ConversionId id);
/// Of the unit and, with the subtree, of what lies below; newest first, below `before` unless it is empty.
std::vector<Conversion> list(db::Session& session, const auth::Vault& vault, std::string_view unit_path,
                             bool with_subtree, ConversionId before, int limit);
/// Not decided, or to be published: those that something is due for.
std::vector<Conversion> unfinished(db::Session& session, const auth::Vault& vault);
/// False when it stands in another one.
bool add_case(db::Session& session, ConversionId id, CaseId of);
std::vector<CaseId> cases_of(db::Session& session, ConversionId id);
std::optional<ConversionId> conversion_of(db::Session& session, CaseId of);

/// A closed request that no decision has covered yet.
struct ClosedRow {
  CaseId id{};
  UnitId unit{};
  Day closed_on{};
  std::string outcome{};
  db::Bytes description{};  // sealed
  std::optional<db::Bytes> identity{};
  std::optional<db::Bytes> phone{};
  ConversionId conversion{};
};
std::vector<ClosedRow> closed_since(db::Session& session, Day first);
std::vector<ClosedRow> closed_in(db::Session& session, ConversionId id);
struct GivenFile {
  CaseId case_id{};
  std::string sha256{};
};
/// What was given out in cases closed since the day.
std::vector<GivenFile> given_since(db::Session& session, Day first);
struct Proposal {
  CaseId id{};
  UnitId unit{};
  CaseId about{};
};
/// Open proposals of Art. 44(2) that are in no candidate.
std::vector<Proposal> new_proposals(db::Session& session);

// -- topics ------------------------------------------------------------------------------------------------------------

struct AskedRow {
  CaseId id{};
  UnitId unit{};
  std::string unit_path{};
  db::Bytes applicant{};    // sealed
  db::Bytes description{};  // sealed
  std::optional<db::Bytes> identity{};
};
/// Requests of the unit and of what lies below, by the day they came.
std::vector<AskedRow> asked_between(db::Session& session, std::string_view unit_path, Day first, Day last);

void insert(db::Session& session, const auth::Vault& vault, const Memo& memo);
bool update(db::Session& session, const auth::Vault& vault, const Memo& memo);
std::optional<Memo> find_memo(db::Session& session, const auth::Vault& vault, TopicMemoId id);
std::vector<Memo> memos(db::Session& session, const auth::Vault& vault, std::string_view unit_path, bool with_subtree,
                        int limit);

}  // namespace gongkai::request_mining::store
