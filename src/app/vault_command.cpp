// gongkai vault rotate: a new key for the personal data, and everything sealed before sealed again with it.
#include "app/output.hpp"
#include "app/platform.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/vault.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/json/json.hpp"

namespace gongkai::app {
namespace {

Result<int> rotate(const VaultOptions& options) {
  auto platform = TRY(Platform::open(options.installation));
  auto context = platform->system_context();
  auto& vault = *context.services.vault;
  vault.rotate(options.national ? auth::Suite::sm4_hmac : auth::Suite::aes_gcm);
  const auto resealed = TRY(directory::reseal_personal_data(context));
  const auto key = static_cast<std::int64_t>(vault.active_key());
  if (options.installation.json) say(json::to_string(json::object{{"key", key}, {"people", resealed}}));
  else say(i18n::text("app.vault_rotated", {{"key", std::to_string(key)}, {"people", std::to_string(resealed)}}));
  return fine;
}
}  // namespace

int rotate_vault(const VaultOptions& options) {
  const auto result = rotate(options);
  return result ? *result : report(result.error());
}

}  // namespace gongkai::app
