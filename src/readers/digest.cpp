// What goes into a mail, and when.
#include <algorithm>

#include "base/text.hpp"
#include "content/api.hpp"
#include "content/harvest.hpp"
#include "directory/api.hpp"
#include "platform/auth/vault.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/log/log.hpp"
#include "readers/subscription.hpp"

namespace gongkai::readers {

namespace {

constexpr int round_size = 500, most_harvested = 1'000, most_failures = 3;

using i18n::text;

std::string url(Services& services, const std::string& path) {
  return services.parts.of<mail::Settings>().origin + path;
}

/// The documents of the wish that were published in [since, until), oldest first.
std::vector<content::PublicDocument> news(db::Session& session, const Subscription& subscription, Instant since,
                                          Instant until) {
  auto wish = wish_of(subscription);
  add_columns_below(content::columns(session, subscription.site), wish.columns);
  std::vector<content::PublicDocument> found;
  for (auto& document : content::harvest(
           session,
           {.site = subscription.site, .unit = wish.unit, .from = since, .to = until, .limit = most_harvested}))
    if (matches(wish, document)) found.push_back(std::move(document));
  return found;
}

std::string digest_text(Services& services, const std::vector<content::PublicDocument>& documents,
                        const std::string& leave) {
  std::string body(text("readers.digest_begins"));
  body += "\n\n";
  const auto most = static_cast<std::size_t>(settings().most_documents);
  for (std::size_t i = 0; i < std::min(documents.size(), most); ++i)
    body += documents[i].title + "\n" + to_text(documents[i].published_at.day()) + "  " +
            url(services, "/d/" + to_text(documents[i].id)) + "\n\n";
  if (documents.size() > most)
    body += std::string(text("readers.digest_more", {{"count", std::to_string(documents.size() - most)}})) + "\n\n";
  return body + std::string(text("readers.digest_ends")) + "\n" + leave + "\n";
}

std::vector<Subscription> some_confirmed(Context& context, SubscriptionId after) {
  return context.database().read([&](db::Session& session) { return store::confirmed(session, after, round_size); });
}

std::vector<Subscription> with_news(Context& context, const std::vector<Subscription>& some, Instant now) {
  return context.database().read([&](db::Session& session) {
    std::vector<Subscription> due;
    for (const auto& one : some)
      if (may_mail(one, now, settings()) && !news(session, one, one.told_until, now).empty()) due.push_back(one);
    return due;
  });
}

/// The job gets no address: it finds it again, sealed, when it sends.
Result<void> queue(Context& context, const std::vector<Subscription>& due, Instant now) {
  return context.database().write([&](db::Session& session) -> Result<void> {
    for (const auto& one : due) {
      const json::object order{
          {"subscription", to_text(one.id)}, {"since", to_iso(one.told_until)}, {"until", to_iso(now)}};
      jobs::enqueue(session, context.services.ids, "readers.digest", order, now);
      store::note_mail(session, one.id, now, now.day());
    }
    return {};
  });
}

/// Delivered, or refused once more: an address that refuses again and again is left alone.
Result<void> deliver(Context& context, const Subscription& subscription, mail::Message message, std::string_view id) {
  auto& services = context.services;
  message.to = services.vault->open("subscription.address", subscription.id.value, subscription.address);
  const auto sent = mail::send(services.parts.of<mail::Settings>(), message, context.now(), id);
  if (!sent && sent.error().code != "mail.refused") return sent;
  return context.database().write([&](db::Session& session) -> Result<void> {
    if (sent) store::note_failures(session, subscription.id, 0);
    else if (subscription.failures + 1 >= most_failures) store::remove(session, subscription.id);
    else store::note_failures(session, subscription.id, subscription.failures + 1);
    return {};
  });
}

}  // namespace

std::string columns_text(const std::vector<ColumnId>& columns) {
  json::array ids;
  for (const auto column : columns) ids.emplace_back(to_text(column));
  return json::to_string(ids);
}

Wish wish_of(const Subscription& subscription) {
  Wish wish{.unit = subscription.unit.value_or(UnitId{}), .words = subscription.words};
  if (const auto ids = json::parse(subscription.columns); ids && ids->is_array())
    for (const auto& id : ids->as_array()) wish.columns.push_back(ColumnId{parse_id(id.as_string()).value_or(0)});
  return wish;
}

void add_columns_below(const std::vector<content::Column>& columns, std::vector<ColumnId>& chosen) {
  // what is added is looked at in turn; a column is in at most once, so that even a ring of parents would end
  for (std::size_t i = 0; i < chosen.size(); ++i)
    for (const auto& column : columns)
      if (column.parent && column.parent == chosen[i] && std::ranges::find(chosen, column.id) == chosen.end())
        chosen.push_back(column.id);
}

bool matches(const Wish& wish, const content::PublicDocument& document) {
  if (!wish.columns.empty() && std::ranges::find(wish.columns, document.column) == wish.columns.end()) return false;
  if (wish.unit && wish.unit != document.unit) return false;
  if (wish.words.empty()) return true;
  const auto where = fold(document.title + "\n" + document.plain_text);
  const auto folded = fold(wish.words);
  return std::ranges::all_of(split(folded, ' '), [&](std::string_view word) { return where.contains(word); });
}

bool is_quiet(Instant now, const Settings& rules) {
  const auto hour = (now.micros - start_of(now.day()).micros) / 3'600'000'000;
  const auto from = rules.quiet_from_hour, to = rules.quiet_to_hour;
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

bool may_mail(const Subscription& subscription, Instant now, const Settings& rules) {
  return subscription.confirmed_at && subscription.mailed_on != now.day() && !is_quiet(now, rules);
}

Result<std::int64_t> queue_digests(Context& context) {
  const auto now = context.now();
  const auto oldest = now.plus_seconds(-3600LL * settings().confirm_within_hours);
  if (!context.services.parts.of<mail::Settings>().is_set() || is_quiet(now, settings())) return 0;
  std::int64_t queued = 0;
  for (auto some = some_confirmed(context, {}); !some.empty(); some = some_confirmed(context, some.back().id)) {
    const auto due = with_news(context, some, now);
    queued += static_cast<std::int64_t>(due.size());
    CHECK_OK(queue(context, due, now));
  }
  CHECK_OK(context.database().write([&](db::Session& session) -> Result<void> {
    store::forget_unconfirmed(session, oldest);
    return {};
  }));
  return queued;
}

Result<void> send_confirmation(Context& context, SubscriptionId id) {
  const auto found =
      context.database().read([&](db::Session& session) { return store::find_subscription(session, id); });
  if (!found || found->confirmed_at) return {};
  const auto link = url(context.services, "/subscribe/confirm/" + token_of(context.services, "confirm", id));
  return deliver(
      context, *found,
      {.subject = std::string(text("readers.confirm_subject")),
       .text = std::string(
           text("readers.confirm_text", {{"link", link}, {"hours", std::to_string(settings().confirm_within_hours)}}))},
      "confirm-" + to_text(id));
}

Result<void> send_digest(Context& context, SubscriptionId id, Instant since, Instant until) {
  std::vector<content::PublicDocument> documents;
  const auto found = context.database().read([&](db::Session& session) {
    auto subscription = store::find_subscription(session, id);
    if (subscription) documents = news(session, *subscription, since, until);
    return subscription;
  });
  // withdrawn meanwhile, or the reader has left
  if (!found || documents.empty()) return {};
  const auto leave = url(context.services, "/unsubscribe/" + token_of(context.services, "leave", id));
  return deliver(
      context, *found,
      {.subject = std::string(text("readers.digest_subject", {{"count", std::to_string(documents.size())}})),
       .text = digest_text(context.services, documents, leave),
       // RFC 8058: one click in the mail program, without opening a page
       .headers = {{"List-Unsubscribe", "<" + leave + ">"}, {"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"}}},
      "digest-" + to_text(id) + "-" + to_text(until.day()));
}

}  // namespace gongkai::readers
