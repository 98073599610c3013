// How a unit writes its letters: its own templates, its number word, contact, remedies and seal.
#include <array>
#include <fstream>

#include "base/text.hpp"
#include "directory/api.hpp"
#include "letters/form.hpp"
#include "letters/rules.hpp"
#include "letters/use_cases.hpp"
#include "platform/documents/workers.hpp"

namespace gongkai::letters {
namespace {
constexpr std::string_view permission = "letters.templates";

Result<directory::Unit> open_unit(Transaction& tx, UnitId id) {
  auto unit = directory::find_unit(tx.db(), id);
  if (!unit) return refuse(FaultKind::not_found, "letters.no_unit");
  CHECK_OK(tx.require(permission, unit->path));
  return *std::move(unit);
}

Setting setting_of(Transaction& tx, UnitId unit) {
  auto found = store::settings_of(tx.db(), db::List{{unit.value}});
  return found.empty() ? Setting{.unit = unit} : found.front();
}

/// Width and height in the first chunk of a PNG (PNG specification, 11.2.2).
std::array<std::uint32_t, 2> size_of(const std::filesystem::path& png) {
  std::array<unsigned char, 24> head{};
  std::ifstream(png, std::ios::binary).read(reinterpret_cast<char*>(head.data()), head.size());
  const auto number = [&](std::size_t at) {
    return std::uint32_t{head[at]} << 24 | std::uint32_t{head[at + 1]} << 16 | std::uint32_t{head[at + 2]} << 8 |
           head[at + 3];
  };
  return {number(16), number(20)};
}

Result<void> check_seal(const files::Checked& checked, const std::filesystem::path& path) {
  constexpr std::uint32_t least = 200, most = 2'000;
  if (checked.media_type != "image/png") return refuse(FaultKind::invalid, "letters.seal_kind", "file");
  const auto [width, height] = size_of(path);
  const auto shorter = std::min(width, height), longer = std::max(width, height);
  if (shorter < least || longer > most)
    return refuse(FaultKind::invalid, "letters.seal_pixels", "file",
                  {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
  if (longer * 10 > shorter * 16) return refuse(FaultKind::invalid, "letters.seal_shape", "file");
  return {};
}
}  // namespace

Result<LetterFormId> add_form(Context& context, UnitId unit, std::string_view kind_id, const files::Checked& checked) {
  const auto* kind = book().find_kind(kind_id);
  if (!kind) return refuse(FaultKind::invalid, "letters.no_such_kind", "kind");
  if (!checked.name.ends_with(".docx")) return refuse(FaultKind::invalid, "letters.form.no_docx", "file");
  auto& files = *context.services.files;
  const auto text = TRY(files.workers().template_text(files.blobs().path_of(checked.blob.sha256).string()));
  auto reading = read_form(*kind, text);
  CHECK_OK(all_of(std::move(reading.faults)));
  return in_transaction(context, "letters.add_template", [&](Transaction& tx) -> Result<LetterFormId> {
    CHECK_OK(open_unit(tx, unit));
    Form form{.id = tx.new_id<LetterFormId>(),
              .unit = unit,
              .kind = kind->id,
              .number = store::last_form_number(tx.db(), unit, kind->id) + 1,
              .file_name = checked.name,
              .paragraphs = join(reading.paragraphs, "\n"),
              .made_by_name = context.actor.name,
              .made_at = tx.now()};
    for (const auto& current : store::current_forms(tx.db(), db::List{{unit.value}}, kind->id))
      store::retire(tx.db(), current.id, tx.now());
    const auto file = files.accept(tx, checked);
    CHECK_OK(files.use(tx, file.id, "letter_form", form.id.value));
    form.file = file.id;
    store::insert(tx.db(), form);
    tx.about("letter_template", form.id.value, unit);
    tx.after("kind", json::value(form.kind));
    tx.after("number", json::value(form.number));
    tx.detail("sha256", json::value(file.sha256));
    return form.id;
  });
}

Result<void> retire_form(Context& context, LetterFormId id) {
  return in_transaction(context, "letters.retire_template", [&](Transaction& tx) -> Result<void> {
    const auto form = store::find_form(tx.db(), id);
    if (!form) return refuse(FaultKind::not_found, "letters.form.not_found");
    CHECK_OK(open_unit(tx, form->unit));
    tx.about("letter_template", id.value, form->unit);
    if (!store::retire(tx.db(), id, tx.now())) return refuse(FaultKind::conflict, "letters.form.retired_already");
    return {};
  });
}

Result<void> set_setting(Context& context, const Setting& wanted) {
  return in_transaction(context, "letters.set_stationery", [&](Transaction& tx) -> Result<void> {
    CHECK_OK(open_unit(tx, wanted.unit));
    tx.about("letter_setting", wanted.unit.value, wanted.unit);
    CHECK_OK(all_of(faults_of(wanted)));
    auto setting = wanted;
    const auto before = setting_of(tx, wanted.unit);
    setting.seal = before.seal;
    if (!store::put(tx.db(), setting)) return refuse(FaultKind::conflict, "version.conflict");
    tx.before("number_word", json::value(before.number_word));
    tx.after("number_word", json::value(setting.number_word));
    tx.after("court", json::value(setting.court));
    tx.after("review_body", json::value(setting.review_body));
    return {};
  });
}

Result<void> set_seal(Context& context, UnitId unit, std::int64_t version, const files::Checked& checked) {
  auto& files = *context.services.files;
  CHECK_OK(check_seal(checked, files.blobs().path_of(checked.blob.sha256)));
  return in_transaction(context, "letters.set_seal", [&](Transaction& tx) -> Result<void> {
    CHECK_OK(open_unit(tx, unit));
    tx.about("letter_setting", unit.value, unit);
    auto setting = setting_of(tx, unit);
    if (setting.version != version) return refuse(FaultKind::conflict, "version.conflict");
    const auto file = files.accept(tx, checked);
    CHECK_OK(files.use(tx, file.id, "letter_setting", unit.value));
    if (setting.seal) files.release_use(tx, setting.seal, "letter_setting", unit.value);
    setting.seal = file.id;
    setting.stamped_by_hand = false;
    if (!store::put(tx.db(), setting)) return refuse(FaultKind::conflict, "version.conflict");
    tx.detail("sha256", json::value(file.sha256));
    return {};
  });
}

}  // namespace gongkai::letters
