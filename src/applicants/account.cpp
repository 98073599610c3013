#include "applicants/account.hpp"

#include <algorithm>

#include "applicants/account_store.hpp"
#include "base/bytes.hpp"
#include "base/text.hpp"
#include "casework/access.hpp"
#include "casework/guessing.hpp"
#include "casework/numbers.hpp"
#include "directory/attempts.hpp"
#include "platform/auth/crypto.hpp"
#include "platform/auth/vault.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/mail/mail.hpp"
#include "platform/mail/sms.hpp"
#include "requests/person_json.hpp"
#include "requests/reading.hpp"

namespace gongkai::applicants {

namespace {

constexpr std::string_view job_kind = "applicants.send_code", cleaning = "applicants.forget_entries";
constexpr std::string_view account_column = "applicant_account.address", details_column = "applicant_account.details",
                           entry_column = "applicant_entry.address";
constexpr std::int64_t code_seconds = 900, pause_seconds = 60, session_seconds = 2 * 3600;
constexpr std::int64_t most_sendings = 3;  // of one code: a mailbox is not flooded by whoever knows its address
constexpr std::size_t code_characters = 8, nonce_bytes = 16, token_bytes = 32;

const auth::Vault& vault_of(const Context& context) {
  return *context.services.vault;
}

db::Bytes index_of(const auth::Vault& vault, const Address& address) {
  return vault.blind_index("applicant." + std::string(name_of(address.way)), address.text);
}

db::Bytes digest_of(const auth::Vault& vault, std::string_view token) {
  return vault.blind_index("applicant_session.digest", token);
}

/// By network, so that whoever asks or guesses for somebody else's address only slows down themselves.
db::Bytes subject_of(const Context& context, std::string_view purpose, const Address& address) {
  return directory::attempt_subject(
      context, "applicant_" + std::string(purpose),
      std::string(name_of(address.way)) + " " + address.text + " " + casework::network_of(context.address));
}

std::string code_of(const auth::Vault& vault, std::string_view nonce) {
  return casework::readable(vault.sign("applicants.entry", nonce).substr(0, code_characters));
}

bool stands(const store::EntryRow& entry, Instant now) {
  return entry.sent_at.plus_seconds(code_seconds) > now;
}

store::EntryRow new_entry(Transaction& tx, const Address& address) {
  const auto& vault = vault_of(tx.context());
  const auto id = tx.new_id<EntryId>();
  return {.id = id,
          .way = std::string(name_of(address.way)),
          .address = vault.seal(entry_column, id.value, address.text),
          .address_index = index_of(vault, address),
          .nonce = {random_bytes(nonce_bytes)}};
}

AccountId account_for(Transaction& tx, const Address& address) {
  const auto& vault = vault_of(tx.context());
  const auto index = index_of(vault, address);
  if (const auto found = store::find_account(tx.db(), index)) return found->id;
  const auto id = tx.new_id<AccountId>();
  store::insert(tx.db(), {.id = id,
                          .way = std::string(name_of(address.way)),
                          .address = vault.seal(account_column, id.value, address.text),
                          .address_index = index,
                          .made_at = tx.now()});
  return id;
}

/// One use case on the account of whoever is signed in.
template <class Act>
Result<void> on_account(Context& context, std::string_view act, AccountId id, const Act& change) {
  return in_transaction(context, act, [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();  // the session has shown whose it is
    tx.about("applicant_account", id.value, UnitId{});
    change(tx);
    return {};
  });
}

Result<void> deliver(Services& services, const store::EntryRow& entry) {
  const auto address = services.vault->open(entry_column, entry.id.value, entry.address);
  const auto code = code_of(*services.vault, entry.nonce.value);
  const std::string name = "entry-" + to_text(entry.id) + "-" + std::to_string(entry.sendings);
  if (parse_way(entry.way) == Way::sms)
    return mail::send_sms(services.parts.of<mail::SmsSettings>(), address,
                          i18n::text("applicants.code_sms", {{"code", code}}), name);
  return mail::send(services.parts.of<mail::Settings>(),
                    {.to = address,
                     .subject = std::string(i18n::text("applicants.code_subject")),
                     .text = i18n::text("applicants.code_mail", {{"code", code}})},
                    services.clock.now(), name);
}

}  // namespace

std::string_view name_of(Way way) {
  switch (way) {
    case Way::email: return "email";
    case Way::sms: return "sms";
  }
  return "";
}

std::optional<Way> parse_way(std::string_view name) {
  for (const auto way : {Way::email, Way::sms})
    if (name_of(way) == name) return way;
  return std::nullopt;
}

bool can_send(Services& services, Way way) {
  if (way == Way::sms) return services.parts.of<mail::SmsSettings>().is_set();
  return services.parts.of<mail::Settings>().is_set();
}

Result<Address> parse_address(Services& services, std::string_view typed) {
  const auto plain = fold(trim(typed));
  if (mail::is_address(plain) && can_send(services, Way::email)) return Address{Way::email, plain};
  if (mail::is_mobile(plain) && can_send(services, Way::sms)) return Address{Way::sms, plain};
  return refuse(FaultKind::invalid,
                can_send(services, Way::sms) ? "applicants.address_wrong" : "applicants.mailbox_wrong", "address");
}

Result<void> send_code(Context& context, const Address& address) {
  CHECK_OK(directory::begin_attempt(context, subject_of(context, "asks", address)));
  return in_transaction(context, "applicants.send_code", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    const auto known = store::find_entry(tx.db(), index_of(vault_of(context), address));
    auto entry = known && stands(*known, tx.now()) ? *known : new_entry(tx, address);
    tx.about("applicant_entry", entry.id.value, UnitId{});
    if (entry.sendings >= most_sendings || entry.sent_at.plus_seconds(pause_seconds) > tx.now()) return {};
    ++entry.sendings;
    entry.sent_at = tx.now();
    store::keep(tx.db(), entry);
    tx.enqueue(job_kind, json::object{{"entry", to_text(entry.id)}});
    return {};
  });
}

Result<std::string> enter(Context& context, const Address& address, std::string_view code) {
  const auto guesses = subject_of(context, "guesses", address);
  CHECK_OK(directory::begin_attempt(context, guesses));
  const auto& vault = vault_of(context);
  const auto token = to_base64url(random_bytes(token_bytes));
  return in_transaction(context, "applicants.enter", [&](Transaction& tx) -> Result<std::string> {
    tx.open_to_all();
    const auto entry = store::find_entry(tx.db(), index_of(vault, address));
    const bool live = entry && stands(*entry, tx.now());
    const auto right = code_of(vault, live ? entry->nonce.value : token);
    if (!auth::equal_in_constant_time(casework::typed(code), right) || !live)
      return refuse(FaultKind::invalid, "applicants.code_wrong", "code");
    store::remove_entry(tx.db(), entry->id);
    const auto account = account_for(tx, address);
    store::insert_session(tx.db(), digest_of(vault, token), account, tx.now().plus_seconds(session_seconds));
    directory::succeed(tx.db(), guesses);
    directory::succeed(tx.db(), subject_of(context, "asks", address));
    tx.about("applicant_account", account.value, UnitId{});
    return token;
  });
}

std::optional<Account> account_of(Services& services, std::string_view token) {
  if (token.empty()) return std::nullopt;
  const auto& vault = *services.vault;
  const auto row = services.database.read([&](db::Session& session) {
    return store::account_of_session(session, digest_of(vault, token), services.clock.now());
  });
  if (!row) return std::nullopt;
  Account account{.id = row->id,
                  .address = {.way = parse_way(row->way).value_or(Way::email),
                              .text = vault.open(account_column, row->id.value, row->address)}};
  if (!row->details) return account;
  const auto kept = json::parse(vault.open(details_column, row->id.value, *row->details));
  if (kept && kept->is_object()) account.details = requests::applicant_of(kept->get_object());
  return account;
}

Result<void> leave(Context& context, std::string_view token) {
  return context.database().write([&](db::Session& session) -> Result<void> {
    store::end_session(session, digest_of(vault_of(context), token));
    return {};
  });
}

std::vector<OwnCase> cases_of(Services& services, const Account& account, int limit) {
  return services.database.read([&](db::Session& session) {
    const auto& [way, text] = account.address;
    const auto named = way == Way::email ? requests::cases_of_email(session, *services.vault, text, limit)
                                         : requests::cases_of_phone(session, *services.vault, text, limit);
    std::vector<OwnCase> own;
    for (const auto id : named) own.push_back({.id = id});
    for (const auto id : store::added_cases(session, account.id, limit))
      if (std::ranges::find(named, id) == named.end()) own.push_back({.id = id, .added = true});
    std::ranges::sort(own, std::greater{}, [](const OwnCase& one) { return one.id.value; });
    if (own.size() > static_cast<std::size_t>(limit)) own.resize(static_cast<std::size_t>(limit));
    return own;
  });
}

Result<void> add_case(Context& context, AccountId account, CaseId id) {
  return on_account(context, "applicants.add_case", account,
                    [&](Transaction& tx) { store::add_case(tx.db(), account, id, tx.now()); });
}

Result<void> drop_case(Context& context, AccountId account, CaseId id) {
  return on_account(context, "applicants.drop_case", account,
                    [&](Transaction& tx) { store::drop_case(tx.db(), account, id); });
}

Result<void> keep_details(Context& context, AccountId account, const requests::Applicant& details) {
  const auto sealed =
      vault_of(context).seal(details_column, account.value, json::to_string(requests::to_json(details)));
  return on_account(context, "applicants.keep_details", account,
                    [&](Transaction& tx) { store::set_details(tx.db(), account, sealed); });
}

Result<void> forget_details(Context& context, AccountId account) {
  return on_account(context, "applicants.forget_details", account,
                    [&](Transaction& tx) { store::set_details(tx.db(), account, std::nullopt); });
}

Result<void> forget_account(Context& context, AccountId account) {
  return on_account(context, "applicants.forget_account", account,
                    [&](Transaction& tx) { store::remove_account(tx.db(), account); });
}

void add_account_jobs(jobs::Runner& runner, Services& services) {
  runner.on(std::string(job_kind), [&services](jobs::Job& job) -> Result<void> {
    json::Reader reader(job.payload());
    const EntryId id{reader.id("entry")};
    CHECK_OK(reader.finish());
    const auto entry = services.database.read([&](db::Session& session) { return store::find_entry(session, id); });
    if (!entry || !stands(*entry, services.clock.now())) return {};  // too late to be of use
    const auto sent = deliver(services, *entry);
    // a mailbox that is none is nobody's failure, and telling would tell
    return sent || sent.error().kind == FaultKind::invalid ? Result<void>{} : sent;
  });
  runner.on(std::string(cleaning), [&services](jobs::Job&) -> Result<void> {
    return services.database.write([&](db::Session& session) -> Result<void> {
      const auto now = services.clock.now();
      store::forget_entries(session, now.plus_seconds(-code_seconds));
      store::forget_sessions(session, now);
      return {};
    });
  });
  runner.schedule(std::string(cleaning), jobs::Schedule::every_seconds(3600));
}

}  // namespace gongkai::applicants
