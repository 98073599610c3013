#include "readers/subscription.hpp"

namespace gongkai {

using readers::Subscription;

template <>
struct db::Columns<Subscription> {
  static constexpr auto list = std::tuple{db::column("id", &Subscription::id),
                                          db::column("site", &Subscription::site),
                                          db::column("address", &Subscription::address),
                                          db::column("address_index", &Subscription::address_index),
                                          db::column("columns", &Subscription::columns),
                                          db::column("unit", &Subscription::unit),
                                          db::column("words", &Subscription::words),
                                          db::column("asked_at", &Subscription::asked_at),
                                          db::column("confirmed_at", &Subscription::confirmed_at),
                                          db::column("told_until", &Subscription::told_until),
                                          db::column("mailed_on", &Subscription::mailed_on),
                                          db::column("failures", &Subscription::failures)};
};

}  // namespace gongkai

namespace gongkai::readers {

namespace {

#define SUBSCRIPTION_FIELDS \
  "id, site, address, address_index, columns, unit, words, asked_at, confirmed_at, told_until, mailed_on, failures"

const db::Query insert_subscription{"readers.insert_subscription",
                                    "INSERT INTO subscription (" SUBSCRIPTION_FIELDS
                                    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};
const db::Query subscription_by_id{"readers.subscription",
                                   "SELECT " SUBSCRIPTION_FIELDS " FROM subscription WHERE id = $1"};
const db::Query of_address{"readers.subscriptions_of_address",
                           "SELECT " SUBSCRIPTION_FIELDS " FROM subscription WHERE address_index = $1 ORDER BY id"};
const db::Query all_confirmed{"readers.confirmed_subscriptions",
                              "SELECT " SUBSCRIPTION_FIELDS
                              " FROM subscription WHERE confirmed_at IS NOT NULL AND id > $1 ORDER BY id LIMIT $2"};
const db::Query confirm_one{"readers.confirm_subscription",
                            "UPDATE subscription SET confirmed_at = $2, told_until = $2 WHERE id = $1"};
const db::Query note_mail_of{"readers.note_mail",
                             "UPDATE subscription SET told_until = $2, mailed_on = $3 WHERE id = $1"};
const db::Query note_failures_of{"readers.note_mail_failures", "UPDATE subscription SET failures = $2 WHERE id = $1"};
const db::Query remove_one{"readers.remove_subscription", "DELETE FROM subscription WHERE id = $1"};
const db::Query forget_old{"readers.forget_unconfirmed",
                           "DELETE FROM subscription WHERE confirmed_at IS NULL AND asked_at < $1"};
const db::Query count_of_site{"readers.count_subscribers",
                              "SELECT count(*) FROM subscription WHERE site = $1 AND confirmed_at IS NOT NULL"};

}  // namespace

std::int64_t count_subscribers(db::Session& session, SiteId site) {
  return session.one<std::int64_t>(count_of_site, site).value_or(0);
}

namespace store {

void insert(db::Session& session, const Subscription& s) {
  session.exec(insert_subscription, s.id, s.site, s.address, s.address_index, s.columns, s.unit, s.words, s.asked_at,
               s.confirmed_at, s.told_until, s.mailed_on, s.failures);
}
std::optional<Subscription> find_subscription(db::Session& session, SubscriptionId id) {
  return session.one<Subscription>(subscription_by_id, id);
}
std::vector<Subscription> subscriptions_of(db::Session& session, const db::Bytes& address_index) {
  return session.all<Subscription>(of_address, address_index);
}
std::vector<Subscription> confirmed(db::Session& session, SubscriptionId after, int limit) {
  return session.all<Subscription>(all_confirmed, after.value, limit);
}
void confirm(db::Session& session, SubscriptionId id, Instant now) {
  session.exec(confirm_one, id, now);
}
void note_mail(db::Session& session, SubscriptionId id, Instant told_until, Day mailed_on) {
  session.exec(note_mail_of, id, told_until, mailed_on);
}
void note_failures(db::Session& session, SubscriptionId id, std::int64_t failures) {
  session.exec(note_failures_of, id, failures);
}
void remove(db::Session& session, SubscriptionId id) {
  session.exec(remove_one, id);
}
void forget_unconfirmed(db::Session& session, Instant before) {
  session.exec(forget_old, before);
}

}  // namespace store

}  // namespace gongkai::readers
