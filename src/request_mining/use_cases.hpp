// What the job finds and what officers decide.
#pragma once
#include "platform/transaction/transaction.hpp"
#include "request_mining/groups.hpp"
#include "request_mining/rules.hpp"
#include "request_mining/topics.hpp"

namespace gongkai::request_mining {

/// Looks through what was granted in the last two years and through open proposals; returns how many candidates are new.
/// For the system, every night; what is found again only grows.
Result<std::int64_t> search(Context& context);
/// The same on demand: asks for requests.handle or requests.supervise somewhere.
Result<std::int64_t> search_now(Context& context);

/// Asks for catalogue.manage over the unit. With a filed document the decision is its review, too (Regulation Art. 18).
Result<void> decide(Context& context, ConversionId id, const Ruling& ruling, std::int64_t version);
/// Which document publishes what was decided to be published.
Result<void> link(Context& context, ConversionId id, DocumentId document, std::int64_t version);
/// Tells the units of candidates that are due soon or overdue, once for each due day.
Result<void> remind(Context& context);

/// The candidate, for those who may see requests of its unit; not_found otherwise.
Result<Conversion> load(db::Session& session, const Context& context, ConversionId id);
/// How many different applicants stand behind it.
std::int64_t applicants_behind(db::Session& session, ConversionId id);

struct Month {
  Day first{};  // of the month; its last day follows
  Day last() const;
  Month before() const;
};
/// The requests of the month without anybody's name in them: of units that `visible` lets through.
std::vector<Asked> asked_in(db::Session& session, const Services& services, std::string_view unit_path, Month month,
                            const std::function<bool(std::string_view unit_path)>& visible);

/// Ask for requests.handle or requests.supervise over the unit.
Result<TopicMemoId> write_memo(Context& context, Memo memo);
Result<void> finish_memo(Context& context, TopicMemoId id, const std::string& result, std::int64_t version);

}  // namespace gongkai::request_mining
