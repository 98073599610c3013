// What the office does with the gazette. Permissions are those of content, over the issue's unit.
#pragma once
#include "content/types.hpp"
#include "gazette/model.hpp"
#include "platform/files/store.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::gazette {

/// Kind of the job that reads the waiting pages of an issue.
inline constexpr std::string_view recognise_job = "gazette.recognise";

Result<IssueId> create_issue(Context& context, const Issue& issue);
/// Number, day, cover and contents; returns the new version.
Result<std::int64_t> edit_issue(Context& context, const Issue& issue, const std::vector<Article>& articles);
/// Only while it has no document: what was public is withdrawn, not deleted.
Result<void> remove_issue(Context& context, IssueId id);

/// Puts the pages of a scanned PDF or picture behind those that are there and queues their recognition. Returns how many.
Result<std::int64_t> add_scan(Context& context, IssueId id, const files::Checked& checked);
/// Pages that failed are read again.
Result<void> retry(Context& context, IssueId id);
struct Proof {
  std::string text;
  bool is_proofread = false;  // 已校对
  std::int64_t version = 0;
};
Result<void> proofread(Context& context, IssueId id, std::int64_t page, const Proof& proof);
/// The whole list at once, for pages read from now on. Asks for content.write over the city.
Result<void> set_corrections(Context& context, const std::vector<Correction>& corrections);

/// Makes the PDF and puts it into the draft of the issue's document of type gazette, which then takes the way of every
/// document: checks, reviews, release. Asks for what content::create and content::edit ask for.
Result<DocumentId> compose(Context& context, IssueId id, ColumnId column);

/// Reads the waiting pages one after the other; each is kept as it is done, so a run that was cut off goes on.
Result<void> recognise_pages(Services& services, IssueId id, jobs::Job& job);

void register_jobs(jobs::Runner& runner, Services& services);

}  // namespace gongkai::gazette
