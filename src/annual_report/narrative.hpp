// The six parts of the text: sentences of catalog/annual_report/narrative.json with live references to figures, or the
// office's own words with the same references. A growth is computed and states its base; it is never typed.
//
//   {{t3.new.total}}              a cell by its place
//   {{t3.new.total@last}}         the same in last year's signed report
//   {{growth t3.new.total}}       比上年的40件增长5.0% / 与上年持平 / 上年没有可比数据
//   {{unit}} {{year}} {{contact}} {{phone}} {{address}}
#pragma once
#include <functional>

#include "annual_report/compile.hpp"

namespace gongkai::annual_report {

/// What the references stand for.
struct Figures {
  std::string unit{};
  int year = 0;
  std::string contact{}, phone{}, address{};
  std::string fees{};  // the sentence of part six, from the ledger of fees
  Format format = Format::form_2021;
  Tables tables{};
  std::optional<Tables> last_year{};
  Format last_format = Format::form_2021;
};

/// A stretch of plain words, or a reference with what it reads now.
struct Piece {
  std::string text{};
  std::string reference{};  // "" for plain words
  bool is_known = true;
};
std::vector<Piece> pieces_of(std::string_view words, const Figures& figures);
/// The cell that a reference is about; -1 for names and for what names nothing.
int cell_meant(std::string_view reference, Format format);

/// The text with every reference replaced. A reference that names nothing stays as it stands.
std::string filled(std::string_view words, const Figures& figures);
/// The first reference that names nothing, as a fault; the officer sees it before saving.
Result<void> check_references(std::string_view words, Format format);
/// 比上年的40件增长5.0%: with the base stated.
std::string growth(std::int64_t now, std::optional<std::int64_t> base);

/// The sentences of a part whose condition holds for these figures, in order: with their references, and as they read.
std::string pattern_of(int part, const Figures& figures);
std::string assembled(int part, const Figures& figures);

/// All six parts as they read now.
Parts narrative(db::Session& session, Services& services, const Report& report, const Compiled& compiled);
Figures figures_of(db::Session& session, const Report& report, const Compiled& compiled);

}  // namespace gongkai::annual_report
