// What a kind of case is: its stages, the acts that lead from one to the next, who may do them and what the public is
// told. Declarations of catalog/cases/<kind>.json, read once; the rules beyond the table live in the capability.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "casework/model.hpp"

namespace gongkai::casework {

struct Stage {
  std::string id{};
  std::string name{};          // for officers
  std::string public_words{};  // for the applicant: what happens now
  bool is_open = true;
};

struct Act {
  std::string id{};
  std::string name{};
  std::string permission{};         // "" is the public or the system
  std::vector<std::string> from{};  // stages; empty begins the case; "*" is any
  std::string to{};                 // "" stays where it is
  std::string public_words{};       // a line of the applicant's timeline; "" is not shown to them
};

struct Kind {
  std::string id{};
  std::string name{};
  std::string number{};           // pattern, see numbers.hpp
  std::string read_permission{};  // asked for over the unit by may_see
  std::string retention{};        // 保管期限, for the archive
  std::vector<Stage> stages{};
  std::vector<Act> acts{};

  const Stage* find_stage(std::string_view id) const;
  const Act* find_act(std::string_view id) const;
};

/// All declared kinds. Throws at first use when a declaration is broken: a test reads them all.
const std::vector<Kind>& kinds();
const Kind* find_kind(std::string_view id);
/// Throws std::logic_error: the caller names a kind that the program itself made.
const Kind& kind_of(std::string_view id);
/// Throws std::runtime_error that names the place.
Kind parse_kind(std::string_view json);

/// Where the case stands after these events: the `to` of the last act that has one. "" before the first.
std::string stage_after(const Kind& kind, const std::vector<Event>& events);

/// Why the table of the kind does not allow the act in the stage ("case.act_not_now" names both); nothing when it does.
std::optional<Fault> why_not(const Kind& kind, std::string_view stage, std::string_view act);

}  // namespace gongkai::casework
