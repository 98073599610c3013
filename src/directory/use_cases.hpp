// Everything the directory can be asked to do, one file each. All of them ask for their permission, leave an audit event
// and answer with every fault at once.
#pragma once
#include <functional>

#include "directory/model.hpp"
#include "directory/rules.hpp"
#include "platform/auth/session.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::directory {

// -- The way in ------------------------------------------------------------------------------------------------------

struct LoginForm {
  std::string login, password, agent;  // agent: the browser, for the person's list of sessions
};
struct Entrance {
  std::string token;  // of the new session, for the cookie
  PersonId person{};
  SessionId session{};
};
/// A wrong name, a wrong password and a disabled account look the same and take the same time.
Result<Entrance> log_in(Context& context, const LoginForm& form);
/// A code of the authenticator app, or a recovery code. The session gets a new token.
Result<std::string> pass_second_factor(Context& context, std::string_view code);

struct TotpOffer {
  std::string secret, uri, qr_svg;
};
Result<TotpOffer> offer_totp(Context& context);
struct TotpConfirmation {
  std::string token;
  std::vector<std::string> recovery_codes;  // shown once
};
Result<TotpConfirmation> confirm_totp(Context& context, std::string_view code);
/// All other sessions of the person end. Returns the session's new token.
Result<std::string> change_password(Context& context, std::string_view old_password, std::string_view new_password);
Result<void> reauthenticate(Context& context, std::string_view password);
Result<void> log_out(Context& context);
/// One's own, or with security.manage_sessions anybody's.
Result<void> end_session(Context& context, SessionId id);

// -- Units -----------------------------------------------------------------------------------------------------------

Result<UnitId> add_unit(Context& context, UnitId parent, const UnitFields& fields);
Result<void> change_unit(Context& context, UnitId id, std::int64_t version, const UnitFields& fields);
/// Hangs the unit with all that lies below it under another one.
Result<void> move_unit(Context& context, UnitId id, std::int64_t version, UnitId parent);
/// Why the unit cannot be closed: open units below it, people in it.
std::vector<Fault> why_not_close_unit(db::Session& session, const Unit& unit);
Result<void> close_unit(Context& context, UnitId id, std::int64_t version);

// -- People ----------------------------------------------------------------------------------------------------------

/// The password must be changed at the first login when `must_change`.
Result<PersonId> add_person(Context& context, const PersonFields& fields, std::string_view password,
                            bool must_change = true);
Result<void> change_person(Context& context, PersonId id, std::int64_t version, const PersonFields& fields);
Result<void> set_roles(Context& context, PersonId id, std::int64_t version, const std::vector<RoleGrant>& roles);
Result<void> disable_person(Context& context, PersonId id, std::int64_t version, std::string_view reason);
Result<void> enable_person(Context& context, PersonId id, std::int64_t version);
/// By the security administrator: a first password to hand over, to be changed at once; all sessions end.
Result<void> reset_password(Context& context, PersonId id, std::string_view password, bool remove_second_factor);
/// The clear text of "phone" or "id_number"; asks for the password of the last minutes and a reason, and is logged.
Result<std::string> reveal(Context& context, PersonId id, std::string_view field, std::string_view reason);

struct OpenDuty {
  std::string kind;  // "content.draft"
  std::int64_t id = 0;
  std::string title;
};
/// What a capability keeps on people's desks. Registered once at start.
struct DutyProvider {
  std::function<std::vector<OpenDuty>(db::Session&, PersonId)> list;
  std::function<Result<void>(Transaction&, PersonId from, PersonId to)> hand_over;
};
void add_duty_provider(DutyProvider provider);
std::vector<OpenDuty> open_duties(db::Session& session, PersonId person);
/// The person leaves: open duties go to `to` (needed when there are any), roles and sessions end, the account is disabled.
Result<void> hand_over(Context& context, PersonId id, std::int64_t version, PersonId to);

/// Accounts that nobody used for as long as the policy says; a daily job. Returns how many.
Result<std::int64_t> disable_unused_accounts(Context& context);

/// After Vault::rotate: seals again what was sealed with older keys, page by page. Returns how many people it touched.
Result<std::int64_t> reseal_personal_data(Context& context);

// -- Sites -----------------------------------------------------------------------------------------------------------

Result<SiteId> add_site(Context& context, std::string_view slug, const SiteFields& fields);
Result<void> change_site(Context& context, SiteId id, std::int64_t version, const SiteFields& fields);
/// The colours alone; asks for sites.content, which the editors of a site have.
Result<void> set_theme(Context& context, SiteId id, std::int64_t version, std::string_view theme);

// -- The command line --------------------------------------------------------------------------------------------------

struct NewUser {
  std::string login, name, unit;   // full or short name of the unit; "" is the topmost
  std::vector<std::string> roles;  // over that unit and everything below it
  std::string password;
  bool must_change = true;
};
Result<PersonId> add_user(Context& context, const NewUser& user);
Result<void> set_password(Context& context, std::string_view login, std::string_view password);

/// First start of an empty installation: the topmost unit and its site.
struct Founding {
  std::string city_name, short_name, code, site_name;
};
/// Refused when there is a unit already.
Result<UnitId> found_city(Context& context, const Founding& founding);

}  // namespace gongkai::directory
