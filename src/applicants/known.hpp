// What is known already: documents that anybody may read, and whatever else other capabilities hang in.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/transaction/transaction.hpp"

namespace gongkai::applicants {

struct Known {
  std::string title{};
  std::string address{};
  std::string about{};  // number, day, unit or validity
};

/// At most `most` that fit the words. Must give nothing that not everybody may read.
using KnownSource = std::function<std::vector<Known>(Services&, std::string_view words, std::size_t most)>;
/// Hung in at start; asked in this order behind the public documents. The library of answered, anonymised requests is one.
void add_known_source(Services& services, KnownSource source);

/// Public documents that fit the words, of these types or of all; what lists do not show now is left out.
std::vector<Known> documents_about(Services& services, std::string_view words, std::size_t most,
                                   const std::vector<std::string>& types = {});

/// For what an applicant has typed so far. The words go to the index alone: they are not counted among the questions of
/// readers, because they may tell who asks.
std::vector<Known> known_already(Services& services, std::string_view typed);

}  // namespace gongkai::applicants
