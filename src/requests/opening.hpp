// What submitting and intake share: the sealed row is made before the transaction, so that the writer only inserts.
#pragma once
#include "casework/cases.hpp"
#include "requests/store.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::requests {

struct Prepared {
  Submission submission{};
  store::RequestRow row{};
  casework::NewCase fresh{};
  casework::Event first{};  // received
};

/// Cleaned, checked, sealed; the case's id is made here.
Result<Prepared> prepared(Context& context, const Submission& given, std::string_view channel, Day arrived_on);
/// Stores files under names that tell nothing; the case keeps the names that people gave them, sealed.
Result<void> accept_files(Transaction& tx, const casework::Case& of, const std::vector<Attachment>& files,
                          std::string_view role);
/// Case, first event, request and files.
Result<casework::Case> insert(Transaction& tx, const Prepared& ready);

}  // namespace gongkai::requests
