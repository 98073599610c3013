#include "requests/opening.hpp"

#include "base/text.hpp"
#include "casework/access.hpp"
#include "casework/case_files.hpp"
#include "casework/guessing.hpp"
#include "platform/auth/crypto.hpp"
#include "platform/auth/vault.hpp"
#include "platform/log/log.hpp"
#include "platform/transaction/one_by_one.hpp"
#include "requests/person_json.hpp"
#include "requests/rules.hpp"
#include "requests/sealing.hpp"

namespace gongkai::requests {

namespace {

constexpr std::size_t title_characters = 40;
constexpr int most_collisions = 3;  // two numbers of a day that are alike by chance

std::string text_key(std::string_view description) {
  std::string key;
  for (const char c : fold(description))
    if (c != ' ' && c != '\n' && c != '\t') key += c;
  return key;
}

store::RequestRow sealed_row(const auth::Vault& vault, CaseId id, const Submission& s, std::string_view channel) {
  store::RequestRow row{.case_id = id,
                        .site = s.site,
                        .channel = std::string(channel),
                        .applicant_kind = s.applicant.kind,
                        .applicant = vault.seal(sealed::applicant, id.value, json::to_string(to_json(s.applicant))),
                        .description = vault.seal(sealed::description, id.value, s.description),
                        .form = s.wishes.form,
                        .delivery = s.wishes.delivery,
                        .about = s.about,
                        .text_index = vault.blind_index(sealed::text, text_key(s.description))};
  if (const auto identity = identity_of(s.applicant); !identity.empty())
    row.identity_index = vault.blind_index(sealed::identity, identity);
  if (!s.applicant.phone.empty()) row.phone_index = vault.blind_index(sealed::phone, s.applicant.phone);
  if (!s.applicant.email.empty()) row.email_index = vault.blind_index(sealed::email, s.applicant.email);
  return row;
}

/// The case as it was written, or only its id when the same key had brought it in before.
struct Submitted {
  CaseId id{};
  std::optional<casework::Case> made{};
};

// An applicant's own forms wait for one another, everybody else's do not: whether the same form is open already is the one
// thing that is read before it is decided.
Result<Submitted> submit_once(Context& context, const Submission& submission) {
  const auto ready = TRY(prepared(context, submission, "internet", context.today()));
  const auto& identity = ready.row.identity_index;
  std::optional<casework::Case> made;
  const auto name = "requests.submit " + (identity ? identity->value : to_text(ready.fresh.id));
  const auto id = TRY(one_by_one(context, "requests.submit", name, [&](Transaction& tx) -> Result<std::int64_t> {
    tx.open_to_all();
    // Regulation Art. 36(6) is for the body to apply; what is blocked here is the same form sent again while it is open.
    if (identity && store::same_open(tx.db(), *identity, ready.row.text_index, ready.submission.unit))
      return refuse(FaultKind::conflict, "requests.same_open", "description");
    made = TRY(insert(tx, ready));
    return made->id.value;
  }));
  if (made && made->id.value != id) made.reset();  // another call with this key was faster
  return Submitted{CaseId{id}, std::move(made)};
}

}  // namespace

Result<void> accept_files(Transaction& tx, const casework::Case& of, const std::vector<Attachment>& attachments,
                          std::string_view role) {
  for (const auto& attachment : attachments) {
    auto checked = attachment.checked;
    const auto dot = checked.name.rfind('.');
    checked.name = "attachment" + (dot == std::string::npos ? std::string() : checked.name.substr(dot));
    checked.has_text = false;  // the text of an applicant's paper belongs in no table
    checked.removed = {};
    const auto file = tx.context().services.files->accept(tx, checked);
    const auto& name = attachment.name.empty() ? attachment.checked.name : attachment.name;
    CHECK_OK(casework::add_file(tx, of, file.id, name, role));
  }
  return {};
}

Result<Prepared> prepared(Context& context, const Submission& given, std::string_view channel, Day arrived_on) {
  Prepared ready{.submission = TRY(checked(given, settings(), context.today()))};
  const auto& s = ready.submission;
  const auto id = context.services.ids.make<CaseId>();
  ready.row = sealed_row(*context.services.vault, id, s, channel);
  ready.fresh = {.id = id,
                 .kind = s.kind,
                 .unit = s.unit,
                 .title = shorten(s.description, title_characters),
                 .opened_on = arrived_on};
  ready.first = {.act = "received", .on = arrived_on, .facts = {{"channel", channel}}};
  if (s.kind == kind::request && !regulation::needs_confirmation(regulation::parse_channel(channel).value()))
    ready.row.received_on = arrived_on;
  return ready;
}

Result<casework::Case> insert(Transaction& tx, const Prepared& ready) {
  auto made = TRY(casework::open(tx, ready.fresh, ready.first));
  store::insert(tx.db(), ready.row);
  CHECK_OK(accept_files(tx, made, ready.submission.attachments, "attachment"));
  return made;
}

Result<void> check(const Submission& submission, Day today) {
  CHECK_OK(checked(submission, settings(), today));
  return {};
}

Result<Receipt> submit(Context& context, const Submission& submission) {
  for (int attempt = 1;; ++attempt) {
    try {
      const auto submitted = TRY(submit_once(context, submission));
      if (submitted.made) return receipt_of(context, *submitted.made);
      return context.database().read([&](db::Session& session) -> Result<Receipt> {
        const auto of = casework::find(session, *context.services.vault, submitted.id);
        if (!of) return refuse(FaultKind::not_found, "case.not_found");
        return receipt_of(context, *of);
      });
    } catch (const db::Error& error) {
      if (error.code() != db::Errc::unique || attempt == most_collisions) throw;
      log::info("a case number was taken; another one is made");
    }
  }
}

Receipt receipt_of(Context& context, const casework::Case& of) {
  return {.id = of.id, .number = of.number, .code = casework::query_code(*context.services.vault, of.id)};
}

Result<casework::Case> find_by_phone(Context& context, std::string_view given_number, std::string_view phone) {
  const auto number = casework::typed(given_number);
  CHECK_OK(casework::begin_guess(context, number, casework::Proof::phone));
  const auto& vault = *context.services.vault;
  const auto index = vault.blind_index(sealed::phone, fold(trim(phone)));
  return context.database().write([&](db::Session& session) -> Result<casework::Case> {
    const auto id = casework::id_of_number(session, number);
    const auto row = store::find(session, id.value_or(CaseId{}));  // looked for even when there is no such number
    const auto kept = row && row->phone_index ? row->phone_index->value : std::string(index.value.size(), '\0');
    if (!auth::equal_in_constant_time(index.value, kept) || !id)
      return refuse(FaultKind::invalid, "case.not_tracked", "number");
    casework::guessed_right(session, context, number, casework::Proof::phone);
    return *casework::find(session, vault, *id);
  });
}

}  // namespace gongkai::requests
