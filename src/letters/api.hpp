// What other capabilities do with letters.
//
//   letters::set_fact_source(services, "request", facts_of_request);                  // once, at start
//   letters::on_sent(services, [](Transaction& tx, const letters::Letter& letter) { … });  // e.g. append the event `extended`
//   const auto id = TRY(letters::compose(tx, case.id, "DOC_CORRECT", {{"items_to_correct", "…"}}));
#pragma once
#include <functional>

#include "letters/model.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::letters {

/// A draft of the kind for the case, with the facts of the case (see set_fact_source), those given here over them, and the
/// usual words of the law where nothing was given. Asks for requests.handle over the case's unit. Facts that the kind
/// does not have are left out; a fact of the wrong form is refused.
Result<LetterId> compose(Transaction& tx, CaseId of, std::string_view kind, const Facts& facts);

/// Called in the transaction that sends a letter, after it was frozen and numbered; a refusal keeps it from being sent.
using SentListener = std::function<Result<void>(Transaction&, const Letter&)>;
void on_sent(Services& services, SentListener listener);

/// What a case of that kind gives to its letters.
using FactSource = std::function<Result<Facts>(db::Session&, const Context&, CaseId, std::string_view letter_kind)>;
void set_fact_source(Services& services, std::string case_kind, FactSource source);

/// All letters of the case, oldest first. The caller has asked whether the case may be seen.
std::vector<Letter> letters_of(db::Session& session, const Services& services, CaseId id);
std::optional<Letter> find_letter(db::Session& session, const Services& services, LetterId id);
std::vector<Delivery> deliveries_of(db::Session& session, const Services& services, LetterId id);

}  // namespace gongkai::letters
