// The letters of a case (文书): drafted from a template, approved by somebody else, sent, and never changed after that.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/model.hpp"

namespace gongkai {
using LetterId = Id<struct LetterTag>;
using LetterFormId = Id<struct LetterFormTag>;
using DeliveryId = Id<struct DeliveryTag>;
}  // namespace gongkai

namespace gongkai::letters {

/// What stands in the places of a template: id of the placeholder → text. Days are written 2026-03-16.
using Facts = std::map<std::string, std::string, std::less<>>;

enum class State { draft = 1, submitted, approved, sent, discarded };
std::string_view name_of(State state);
std::optional<State> parse_state(std::string_view name);

struct Letter {
  LetterId id{};
  CaseId case_id{};
  UnitId unit{};
  std::string unit_path{};
  std::string kind{};   // DOC_REPLY_OPEN …, catalog/letters/kinds.json
  LetterFormId form{};  // the unit's own template, in the version it was begun with; empty: the catalog's
  Facts facts{};        // sealed in the table
  State state = State::draft;
  std::string written_by_name{};
  PersonId approved_by{};
  std::string approved_by_name{};
  std::string approved_digest{};  // of the text that was approved, without number and date
  std::string remark{};           // why it was sent back
  // Days of a year without a calendar: who confirmed that they may be printed, and which they were (D4.4).
  std::string provisional_days{};
  std::string provisional_by_name{};
  LetterId corrects{};   // the sent letter that this one corrects
  std::string number{};  // 云财公复〔2026〕3号, given at sending
  std::optional<Day> sent_on{};
  std::optional<Instant> sent_at{};
  std::string sent_by_name{};
  std::string text{};    // frozen at sending, sealed; "" before
  std::string digest{};  // SHA-256 of the frozen text
  FileId pdf{};
  FileId docx{};
  Instant created_at{};
  std::int64_t version = 1;

  bool is_sent() const { return state == State::sent; }
};

enum class Way { by_hand = 1, registered_post, express, e_mail, fax, online };
std::string_view name_of(Way way);
std::optional<Way> parse_way(std::string_view name);

/// 送达: one attempt.
struct Delivery {
  DeliveryId id{};
  LetterId letter{};
  Way way = Way::registered_post;
  Day on{};                          // handed over to the post, to the person
  std::optional<Day> received_on{};  // signed for
  std::optional<Day> returned_on{};  // came back
  std::string note{};                // tracking number, who signed; sealed
  FileId proof{};                    // 送达回证, receipt of the post
  std::string recorded_by_name{};
  Instant recorded_at{};
  std::int64_t version = 1;
};

/// 单位自己的模板, one version.
struct Form {
  LetterFormId id{};
  UnitId unit{};
  std::string kind{};
  std::int64_t number = 1;  // of the version
  FileId file{};
  std::string file_name{};
  std::string paragraphs{};  // of the letter's body, one a line, with {{placeholders}}
  std::string made_by_name{};
  Instant made_at{};
  std::optional<Instant> retired_at{};
};

/// How a unit writes its letters.
struct Setting {
  UnitId unit{};
  std::string number_word{};     // 发文机关代字: 云财公
  std::string body_kind{};       // regulation::BodyKind; "": by the kind of the unit
  std::string review_body{};     // 复议机关; "": by the tree of units
  std::string court{};           // "": that of the unit above
  std::string online_address{};  // where reconsideration is applied for online; "": that of the unit above
  std::string contact{};         // "": from the unit's own page
  FileId seal{};
  std::int64_t seal_millimetres = 42;
  bool stamped_by_hand = false;  // 手工用印: no picture of a seal
  std::int64_t version = 0;
};

}  // namespace gongkai::letters
