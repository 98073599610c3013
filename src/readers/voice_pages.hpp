// The pages on which readers say what they think. Pure functions.
#pragma once
#include <string>
#include <vector>

#include "layout/page.hpp"
#include "readers/model.hpp"

namespace gongkai::readers {

/// What a form needs to be shown again as it was sent.
struct FormState {
  std::string token{};
  std::vector<Fault> faults{};
};

struct AskedDocument {
  DocumentId id{};
  std::string title{};
};
std::string useful_page(const layout::Frame& frame, const AskedDocument& document, const Opinion* opinion,
                        const FormState& state);
std::string thanks_page(const layout::Frame& frame, const AskedDocument& document);

std::string report_page(const layout::Frame& frame, const ErrorForm& form, const std::vector<PublicAnswer>& answers,
                        const FormState& state);
std::string receipt_page(const layout::Frame& frame, const Receipt& receipt, Day due);

/// What the one who reported may read.
struct TrackedReport {
  ErrorReport report{};
  std::string words{};
  std::string unit{};
  Day due{};
};
std::string track_page(const layout::Frame& frame, const Receipt& typed, const FormState& state);
std::string tracked_page(const layout::Frame& frame, const TrackedReport& report);

}  // namespace gongkai::readers
