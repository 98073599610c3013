// New documents by mail, for those who asked and confirmed it (double opt-in).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "content/api.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/mail/mail.hpp"
#include "platform/transaction/transaction.hpp"
#include "readers/settings.hpp"

namespace gongkai {
using SubscriptionId = Id<struct SubscriptionTag>;
}

namespace gongkai::readers {

struct Wish {
  std::vector<ColumnId> columns{};  // none: the whole site
  UnitId unit{};                    // none: every unit
  std::string words{};              // all of them in title or text; "" for any
};

struct Subscription {
  SubscriptionId id{};
  SiteId site{};
  db::Bytes address{};
  db::Bytes address_index{};
  std::string columns = "[]";
  std::optional<UnitId> unit{};
  std::string words{};
  Instant asked_at{};
  std::optional<Instant> confirmed_at{};
  Instant told_until{};
  std::optional<Day> mailed_on{};
  std::int64_t failures = 0;
};

// Rules without I/O.
/// Who follows a column follows those below it, also the ones that are opened later.
void add_columns_below(const std::vector<content::Column>& columns, std::vector<ColumnId>& chosen);
std::string columns_text(const std::vector<ColumnId>& columns);
Wish wish_of(const Subscription& subscription);
bool matches(const Wish& wish, const content::PublicDocument& document);
/// Nobody is woken by a mail of the portal; the hours may go over midnight.
bool is_quiet(Instant now, const Settings& settings);
bool may_mail(const Subscription& subscription, Instant now, const Settings& settings);

/// Links in mails: which subscription, and a signature that only this installation can make.
std::string token_of(const Services& services, std::string_view purpose, SubscriptionId id);
std::optional<SubscriptionId> id_of_token(const Services& services, std::string_view purpose, std::string_view token);

/// Sends a mail to confirm. Says the same whether the address is known or not, and writes to it at most once an hour.
Result<void> subscribe(Context& context, SiteId site, std::string_view address, const Wish& wish);
/// The earlier subscriptions of the address to this site end: this one replaces them.
Result<void> confirm(Context& context, std::string_view token);
/// Ends everything that goes to the address.
Result<void> unsubscribe(Context& context, std::string_view token);

/// One round of the digest: queues a mail for each subscription that has something new and had none today.
Result<std::int64_t> queue_digests(Context& context);
/// The jobs: the mail to confirm, and one digest of what was released in [since, until).
Result<void> send_confirmation(Context& context, SubscriptionId id);
Result<void> send_digest(Context& context, SubscriptionId id, Instant since, Instant until);

std::int64_t count_subscribers(db::Session& session, SiteId site);

namespace store {
void insert(db::Session& session, const Subscription& subscription);
std::optional<Subscription> find_subscription(db::Session& session, SubscriptionId id);
std::vector<Subscription> subscriptions_of(db::Session& session, const db::Bytes& address_index);
/// Confirmed ones, by rising id behind `after`.
std::vector<Subscription> confirmed(db::Session& session, SubscriptionId after, int limit);
void confirm(db::Session& session, SubscriptionId id, Instant now);
void note_mail(db::Session& session, SubscriptionId id, Instant told_until, Day mailed_on);
void note_failures(db::Session& session, SubscriptionId id, std::int64_t failures);
void remove(db::Session& session, SubscriptionId id);
void forget_unconfirmed(db::Session& session, Instant before);
}  // namespace store

}  // namespace gongkai::readers
