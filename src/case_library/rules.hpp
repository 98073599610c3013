// The proof and what follows from it. Pure.
#pragma once
#include "base/result.hpp"
#include "case_library/model.hpp"
#include "case_library/needles.hpp"

namespace gongkai::case_library {

/// All that would become public, part by part, in a form that a digest and a search can be made of.
std::string whole_of(const Text& text);
std::string digest_of(std::string_view whole);

Proof prove(std::string_view whole, const Needles& needles, const Settings& settings);

/// A place that is still personal, for the page of those who may see the case.
struct Left {
  std::string kind{};
  std::string field{};   // of Text
  std::string before{};  // what stands around it
  std::string text{};
  std::string after{};
};
std::vector<Left> left_in(const Text& text, const Needles& needles, const Settings& settings);

/// What is known of the case without anybody in it.
struct Facts {
  std::string description{};
  std::vector<std::string> steps{};
  std::string answer{};  // label of the outcome with its article
  std::string reasons{};
};
/// The draft that the rules make: an officer goes on from there.
Text drafted(const Facts& facts, const Needles& needles, const Settings& settings);

Stage stage_of(const Study& study, const Proof& newest);
std::vector<Fault> why_not_text(const Text& text);
/// 两人: whoever had a hand in the text does not confirm it.
std::vector<Fault> why_not_confirm(const Study& study, const Proof& newest, PersonId person,
                                   const std::vector<PersonId>& hands);

}  // namespace gongkai::case_library
