// in_transaction for what very many people do at the same moment, each for themselves.
#pragma once
#include "platform/transaction/transaction.hpp"

namespace gongkai {

/// Only calls with the same name wait for each other; behind the wait each sees what the one before it has written. Whatever
/// else the body reads may change before it commits: what must hold beyond the name needs a constraint, or in_transaction.
/// The answer is a number or the value of an id. PostgreSQL's serializable transactions fail each other when they touch the
/// same page of an index, and thousands of new rows a second do (docs/adr/0002).
Result<std::int64_t> one_by_one(Context& context, std::string_view act, std::string_view name,
                                const std::function<Result<std::int64_t>(Transaction&)>& body);

}  // namespace gongkai
