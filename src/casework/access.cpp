#include "casework/access.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "casework/guessing.hpp"
#include "casework/numbers.hpp"
#include "casework/store.hpp"
#include "directory/attempts.hpp"
#include "platform/auth/crypto.hpp"
#include "platform/auth/vault.hpp"

namespace gongkai::casework {

namespace {
constexpr std::size_t code_characters = 8;
constexpr std::size_t token_bytes = 20;

db::Bytes digest_of(const auth::Vault& vault, std::string_view token) {
  return vault.blind_index("case_token.digest", token);
}
}  // namespace

std::string typed(std::string_view text) {
  auto plain = fold(trim(text));
  std::erase(plain, ' ');
  std::ranges::transform(plain, plain.begin(), [](unsigned char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : static_cast<char>(c);
  });
  return plain;
}

std::string query_code(const auth::Vault& vault, CaseId id) {
  return readable(vault.sign("case.query_code", to_text(id)).substr(0, code_characters));
}

// A number that is none costs the same statements and the same comparison as one that is: only the right pair reads more.
Result<Case> find_by_code(Context& context, std::string_view given_number, std::string_view given_code) {
  const auto number = typed(given_number);
  CHECK_OK(begin_guess(context, number, Proof::code));
  return context.database().write([&](db::Session& session) -> Result<Case> {
    const auto& vault = *context.services.vault;
    const auto row = store::find_by_number(session, number);
    const auto code = query_code(vault, row ? row->id : CaseId{});
    if (!auth::equal_in_constant_time(typed(given_code), code) || !row)
      return refuse(FaultKind::invalid, "case.not_tracked", "number");
    guessed_right(session, context, number, Proof::code);
    return *find(session, vault, row->id);
  });
}

std::optional<CaseId> id_of_number(db::Session& session, std::string_view number) {
  const auto row = store::find_by_number(session, number);
  return row ? std::optional(row->id) : std::nullopt;
}

std::string new_token(Transaction& tx, const Case& of, Day last_day) {
  auto token = to_base64url(random_bytes(token_bytes));
  store::insert_token(tx.db(), digest_of(*tx.context().services.vault, token), of.id, last_day, tx.now());
  return token;
}

// 160 bits of chance are not guessed; the address that tries is counted all the same.
Result<Case> find_by_token(Context& context, std::string_view token) {
  CHECK_OK(directory::check_address(context));
  const auto& vault = *context.services.vault;
  auto found = context.database().read([&](db::Session& session) -> std::optional<Case> {
    const auto id = store::case_of_token(session, digest_of(vault, token), context.today());
    return id ? find(session, vault, *id) : std::nullopt;
  });
  if (found) return *std::move(found);
  CHECK_OK(context.database().write([&](db::Session& session) -> Result<void> {
    directory::count_address(session, context);
    return {};
  }));
  return refuse(FaultKind::not_found, "case.token_unknown");
}

}  // namespace gongkai::casework
