#include "oversight/loading.hpp"

#include "base/text.hpp"
#include "oversight/store.hpp"

namespace gongkai::oversight {

Result<Inspection> open_inspection(Transaction& tx, InspectionId id, std::int64_t version,
                                   std::string_view permission) {
  auto inspection = store::find(tx.db(), id);
  if (!inspection) return refuse(FaultKind::not_found, "oversight.not_found");
  CHECK_OK(tx.require(permission, inspection->unit_path));
  tx.about("inspection", id.value, inspection->unit);
  if (inspection->version != version) return refuse(FaultKind::conflict, "version.conflict");
  return *std::move(inspection);
}

Result<OpenedSample> open_sample(Transaction& tx, SampleId id, std::int64_t version) {
  auto sample = store::find(tx.db(), *tx.context().services.vault, id);
  auto inspection = sample ? store::find(tx.db(), sample->inspection) : std::nullopt;
  if (!inspection) return refuse(FaultKind::not_found, "oversight.sample_not_found");
  tx.about("inspection_sample", id.value, sample->unit);
  tx.detail("case", json::value(sample->number));
  if (sample->version != version) return refuse(FaultKind::conflict, "version.conflict");
  return OpenedSample{*std::move(sample), *std::move(inspection)};
}

Result<void> save(Transaction& tx, Inspection& inspection) {
  if (!store::update(tx.db(), inspection)) return refuse(FaultKind::conflict, "version.conflict");
  ++inspection.version;
  tx.changed("inspection", inspection.id.value);
  return {};
}

Result<void> save(Transaction& tx, Sample& sample) {
  if (!store::update(tx.db(), *tx.context().services.vault, sample))
    return refuse(FaultKind::conflict, "version.conflict");
  ++sample.version;
  tx.changed("inspection", sample.inspection.value);
  return {};
}

Result<std::string> words_of(std::string_view given, std::string_view field) {
  const auto clean = clean_utf8(given);
  auto words = std::string(trim(clean));
  if (words.empty()) return refuse(FaultKind::invalid, "oversight.words_missing", std::string(field));
  if (count_characters(words) > settings().longest_words)
    return refuse(FaultKind::invalid, "oversight.too_long", std::string(field),
                  {{"most", std::to_string(settings().longest_words)}});
  return words;
}

}  // namespace gongkai::oversight
