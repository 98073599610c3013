// Coming and going.
#include "base/bytes.hpp"
#include "base/text.hpp"
#include "directory/api.hpp"
#include "platform/auth/crypto.hpp"
#include "platform/auth/vault.hpp"
#include "platform/mail/mail.hpp"
#include "readers/subscription.hpp"

namespace gongkai::readers {

namespace {

constexpr std::size_t most_columns = 50, most_words = 60;
constexpr std::int64_t pause_seconds = 3600;  // between two mails to confirm
constexpr std::size_t id_characters = 13;

std::string signature(const Services& services, std::string_view purpose, std::string_view id) {
  return to_base64url(services.vault->sign("subscription." + std::string(purpose), id));
}

Result<void> check(db::Session& session, SiteId site, const Wish& wish) {
  if (wish.columns.size() > most_columns) return refuse(FaultKind::invalid, "readers.too_many_columns", "column");
  for (const auto column : wish.columns) {
    const auto found = content::find_column(session, column);
    if (!found || found->site != site) return refuse(FaultKind::invalid, "column.unknown", "column");
  }
  if (wish.unit && !directory::find_unit(session, wish.unit))
    return refuse(FaultKind::invalid, "directory.unit_unknown", "unit");
  if (count_characters(wish.words) > most_words)
    return refuse(FaultKind::invalid, "readers.too_long", "words", {{"most", std::to_string(most_words)}});
  return {};
}

}  // namespace

std::string token_of(const Services& services, std::string_view purpose, SubscriptionId id) {
  return to_text(id) + signature(services, purpose, to_text(id));
}

std::optional<SubscriptionId> id_of_token(const Services& services, std::string_view purpose, std::string_view token) {
  if (token.size() <= id_characters) return std::nullopt;
  const auto name = token.substr(0, id_characters);
  const auto id = parse_id(name);
  if (!id || !auth::equal_in_constant_time(signature(services, purpose, name), token.substr(id_characters)))
    return std::nullopt;
  return SubscriptionId{*id};
}

Result<void> subscribe(Context& context, SiteId site, std::string_view typed, const Wish& wish) {
  auto& services = context.services;
  if (!services.parts.of<mail::Settings>().is_set()) return refuse(FaultKind::unavailable, "readers.no_mail");
  const std::string address(trim(typed));
  if (!mail::is_address(address)) return refuse(FaultKind::invalid, "readers.address_wrong", "address");
  return in_transaction(context, "readers.subscribe", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    CHECK_OK(check(tx.db(), site, wish));
    const auto index = services.vault->blind_index("subscription.address", address);
    const auto recent = tx.now().plus_seconds(-pause_seconds);
    for (const auto& one : store::subscriptions_of(tx.db(), index))
      if (one.asked_at > recent && !one.confirmed_at) return {};  // there is a mail on its way
    const auto id = tx.new_id<SubscriptionId>();
    Subscription subscription{.id = id,
                              .site = site,
                              .address = services.vault->seal("subscription.address", id.value, address),
                              .address_index = index,
                              .columns = columns_text(wish.columns),
                              .words = std::string(trim(wish.words)),
                              .asked_at = tx.now(),
                              .told_until = tx.now()};
    if (wish.unit) subscription.unit = wish.unit;
    store::insert(tx.db(), subscription);
    tx.about("subscription", id.value, UnitId{});
    tx.enqueue("readers.confirmation", json::object{{"subscription", to_text(id)}});
    return {};
  });
}

Result<void> confirm(Context& context, std::string_view token) {
  const auto id = id_of_token(context.services, "confirm", token);
  if (!id) return refuse(FaultKind::not_found, "readers.no_subscription");
  return in_transaction(context, "readers.confirm", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    const auto found = store::find_subscription(tx.db(), *id);
    const auto latest = tx.now().plus_seconds(-3600LL * settings().confirm_within_hours);
    if (!found || (!found->confirmed_at && found->asked_at < latest))
      return refuse(FaultKind::not_found, "readers.no_subscription");
    tx.about("subscription", id->value, UnitId{});
    if (found->confirmed_at) return {};  // the link was opened twice
    for (const auto& other : store::subscriptions_of(tx.db(), found->address_index))
      if (other.site == found->site && other.id != *id) store::remove(tx.db(), other.id);
    store::confirm(tx.db(), *id, tx.now());
    return {};
  });
}

Result<void> unsubscribe(Context& context, std::string_view token) {
  const auto id = id_of_token(context.services, "leave", token);
  if (!id) return refuse(FaultKind::not_found, "readers.no_subscription");
  return in_transaction(context, "readers.unsubscribe", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    tx.about("subscription", id->value, UnitId{});
    const auto found = store::find_subscription(tx.db(), *id);
    if (!found) return {};  // gone already: what the reader wanted
    for (const auto& one : store::subscriptions_of(tx.db(), found->address_index)) store::remove(tx.db(), one.id);
    return {};
  });
}

}  // namespace gongkai::readers
