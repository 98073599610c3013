// 我的申请: the requests of one applicant in one place. The way in is a one-time code, sent to a mailbox or to a mobile
// telephone; nobody needs an account to ask for information.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/model.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/transaction/transaction.hpp"
#include "requests/model.hpp"

namespace gongkai::applicants {

using AccountId = Id<struct ApplicantAccountTag>;
using EntryId = Id<struct ApplicantEntryTag>;

enum class Way { email, sms };
std::string_view name_of(Way way);
std::optional<Way> parse_way(std::string_view name);

/// Personal data.
struct Address {
  Way way = Way::email;
  std::string text{};
};

struct Account {
  AccountId id{};
  Address address{};
  std::optional<requests::Applicant> details{};
};

/// Ways that are set up on this installation.
bool can_send(Services& services, Way way);
/// A mailbox, or a mobile telephone where short messages are set up.
Result<Address> parse_address(Services& services, std::string_view typed);

/// Sends a one-time code. Answers alike whether or not anybody ever gave that address, because there is nothing to know. All
/// who ask for the same address meanwhile share one code, so that nobody's asking makes another one's code worthless.
Result<void> send_code(Context& context, const Address& address);
/// The token of a session. A code works once and for a quarter of an hour; wrong ones slow down whoever types them.
Result<std::string> enter(Context& context, const Address& address, std::string_view code);
std::optional<Account> account_of(Services& services, std::string_view token);
Result<void> leave(Context& context, std::string_view token);

struct OwnCase {
  CaseId id{};
  bool added = false;  // by number and code; the others named the address of the account
};
/// The newest first, at most `limit`.
std::vector<OwnCase> cases_of(Services& services, const Account& account, int limit);
/// After casework::find_by_code.
Result<void> add_case(Context& context, AccountId account, CaseId id);
Result<void> drop_case(Context& context, AccountId account, CaseId id);

/// Only when the applicant asked for it: who they are, for the next form.
Result<void> keep_details(Context& context, AccountId account, const requests::Applicant& details);
Result<void> forget_details(Context& context, AccountId account);
/// Account, sessions, details and what was added. Requests stay: they belong to the files of the office.
Result<void> forget_account(Context& context, AccountId account);

void add_account_jobs(jobs::Runner& runner, Services& services);

}  // namespace gongkai::applicants
