// Sending: text, number, PDF and the first delivery become fixed together.
//
// The PDF carries the number, and the number is given inside the transaction; so the number that comes next is read first, the
// PDF is made and stored, and the transaction looks whether somebody else took the number meanwhile. Then all is done again.
#include <fstream>

#include "base/bytes.hpp"
#include "casework/case_files.hpp"
#include "casework/numbers.hpp"
#include "letters/rules.hpp"
#include "letters/text_json.hpp"
#include "letters/use_cases.hpp"
#include "platform/auth/crypto.hpp"
#include "platform/documents/docx_writer.hpp"
#include "platform/documents/workers.hpp"

namespace gongkai::letters {
namespace {
constexpr int most_attempts = 5;
constexpr std::string_view number_taken = "letters.number_taken";

struct SentListeners {
  std::vector<SentListener> all;
};

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Result<std::string> stored_bytes(Context& context, FileId id) {
  const auto& files = *context.services.files;
  const auto file = TRY(context.database().read([&](db::Session& session) { return files.find(session, id); }));
  return bytes_of(TRY(files.path_of(file)));
}

/// Own bytes into the store: they need no inspection, and their text must not lie unsealed in the index of files.
Result<files::Checked> stored(files::Store& files, const std::string& bytes, std::string name, std::string media_type) {
  const auto scratch = files.blobs().scratch("letter");
  std::ofstream(scratch, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  auto blob = files.blobs().put(scratch);
  std::error_code ignored;
  std::filesystem::remove(scratch, ignored);
  return files::Checked{.blob = TRY(std::move(blob)), .name = std::move(name), .media_type = std::move(media_type)};
}

Result<documents::OfficialText> printed_text(Context& context, const Desk& desk, const LetterText& text,
                                             bool with_seal) {
  auto official = official_text(text);
  const auto& setting = desk.stationery.setting;
  if (with_seal && desk.kind->has_number() && setting.seal && !setting.stamped_by_hand)
    official.seal = documents::Seal{.png = TRY(stored_bytes(context, setting.seal)),
                                    .millimetres = static_cast<double>(setting.seal_millimetres)};
  return official;
}

Result<std::string> docx_with(Context& context, const Desk& desk, const LetterText& text, const Surroundings& around) {
  if (!desk.form) return documents::write_official_docx(official_text(text));
  auto& files = *context.services.files;
  const auto file =
      TRY(context.database().read([&](db::Session& session) { return files.find(session, desk.form->file); }));
  const auto path = TRY(files.path_of(file));
  return files.workers().fill_template(path.string(), {.values = values_of(*desk.kind, desk.letter.facts, around),
                                                       .title = desk.kind->title,
                                                       .author = desk.stationery.unit_name});
}

struct Prepared {
  std::int64_t serial = 0;
  LetterText text{};
  files::Checked pdf{};
  files::Checked docx{};
};

/// All that is slow, outside of any transaction.
Result<Prepared> prepare(Context& context, LetterId id, std::int64_t version, Way way) {
  Prepared made;
  const auto desk = TRY(context.database().read([&](db::Session& session) -> Result<Desk> {
    auto found = TRY(find_desk(session, context, id));
    CHECK_OK(auth::require(context.actor, "requests.handle", found.of.unit_path));
    if (found.letter.version != version) return refuse(FaultKind::conflict, "version.conflict");
    CHECK_OK(all_of(why_not_send(found.letter, *found.kind, found.missing())));
    CHECK_OK(all_of(why_not_by(*found.kind, way, found.stationery.remedies.names.online_address)));
    if (found.kind->has_number())
      made.serial = store::last_serial(session, found.letter.unit, found.kind->series, found.today.year()) + 1;
    return found;
  }));
  made.text = desk.text(made.serial);
  const auto official = TRY(printed_text(context, desk, made.text, true));
  const auto printed = documents::write_official_pdf(official, context.services.parts.of<documents::Fonts>());
  const auto docx = TRY(docx_with(context, desk, made.text, desk.around(made.serial)));
  const auto name = made.text.title + (made.text.number.empty() ? "" : " " + made.text.number);
  auto& files = *context.services.files;
  made.pdf = TRY(stored(files, printed.bytes, name + ".pdf", "application/pdf"));
  made.docx = TRY(
      stored(files, docx, name + ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"));
  return made;
}

Result<store::Sending> number(Transaction& tx, const Desk& desk, const Prepared& made) {
  store::Sending sending{.series = desk.kind->series, .year = desk.today.year()};
  if (!desk.kind->has_number()) return sending;
  sending.serial = casework::next_number(tx, desk.letter.unit, "letter_" + desk.kind->series, sending.year);
  if (sending.serial != made.serial) return refuse(FaultKind::conflict, std::string(number_taken));
  return sending;
}

/// The applicant sees the letters to them among the files of the case; those to others have a role of their own.
std::string role_of(const Kind& kind) {
  return kind.to == "applicant" ? "letter" : "letter_" + kind.to;
}

Result<void> keep_files(Transaction& tx, Desk& desk, const Prepared& made) {
  auto& files = *tx.context().services.files;
  const auto pdf = files.accept(tx, made.pdf), docx = files.accept(tx, made.docx);
  CHECK_OK(casework::add_file(tx, desk.of, pdf.id, pdf.name, role_of(*desk.kind)));
  CHECK_OK(files.use(tx, docx.id, "letter", desk.letter.id.value));
  desk.letter.pdf = pdf.id;
  desk.letter.docx = docx.id;
  return {};
}

void freeze(Transaction& tx, Letter& letter, const LetterText& text) {
  letter.number = text.number;
  letter.sent_on = tx.now().day();
  letter.sent_at = tx.now();
  letter.sent_by_name = tx.context().actor.name;
  letter.text = json::to_string(to_json(text));
  letter.digest = to_hex(auth::sha256(plain_text(text)));
}

Result<void> send_prepared(Context& context, LetterId id, std::int64_t version, Way way, const Prepared& made) {
  return in_transaction(context, "letters.send", [&](Transaction& tx) -> Result<void> {
    auto desk = TRY(open_desk(tx, id, version));
    CHECK_OK(tx.require("requests.handle", desk.of.unit_path));
    CHECK_OK(all_of(why_not_send(desk.letter, *desk.kind, desk.missing())));
    const auto sending = TRY(number(tx, desk, made));
    // a setting or the day may have changed since the PDF was made
    if (desk.text(sending.serial) != made.text) return refuse(FaultKind::conflict, std::string(number_taken));
    CHECK_OK(keep_files(tx, desk, made));
    freeze(tx, desk.letter, made.text);
    if (!store::send(tx.db(), *context.services.vault, desk.letter, sending))
      return refuse(FaultKind::conflict, "version.conflict");
    if (desk.kind->to != "file")
      store::insert(tx.db(), *context.services.vault,
                    Delivery{.id = tx.new_id<DeliveryId>(),
                             .letter = id,
                             .way = way,
                             .on = tx.now().day(),
                             .recorded_by_name = context.actor.name,
                             .recorded_at = tx.now()});
    tx.after("number", json::value(desk.letter.number));
    tx.detail("digest", json::value(desk.letter.digest));
    tx.changed("letter", id.value);
    desk.letter.state = State::sent;
    for (const auto& listener : context.services.parts.of<SentListeners>().all) CHECK_OK(listener(tx, desk.letter));
    return {};
  });
}
}  // namespace

void on_sent(Services& services, SentListener listener) {
  services.parts.of<SentListeners>().all.push_back(std::move(listener));
}

Result<void> send(Context& context, LetterId id, std::int64_t version, Way way) {
  Result<void> sent;
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    const auto made = TRY(prepare(context, id, version, way));
    sent = send_prepared(context, id, version, way, made);
    if (sent || sent.error().code != number_taken) return sent;
  }
  return sent;
}

Result<std::string> pdf_of(Context& context, const Desk& desk) {
  if (desk.letter.pdf) return stored_bytes(context, desk.letter.pdf);
  const auto official = TRY(printed_text(context, desk, desk.text(), false));
  return documents::write_official_pdf(official, context.services.parts.of<documents::Fonts>()).bytes;
}

Result<std::string> docx_of(Context& context, const Desk& desk) {
  if (desk.letter.docx) return stored_bytes(context, desk.letter.docx);
  return docx_with(context, desk, desk.text(), desk.around());
}

}  // namespace gongkai::letters
