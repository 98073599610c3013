#include "readers/settings.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/assets.hpp"
#include "platform/json/json.hpp"

namespace gongkai::readers {

namespace {

void read_bounded(json::Reader& reader, const char* key, int most, int& into, std::vector<Fault>& faults) {
  const auto value = reader.integer_or(key, into);
  if (value < 0 || value > most) faults.push_back({FaultKind::invalid, "readers.settings_broken", key, {}, {}});
  into = static_cast<int>(value);
}

}  // namespace

Result<Settings> parse_settings(std::string_view text) {
  const auto parsed = TRY(json::parse(text));
  json::Reader whole(parsed);
  Settings settings;
  std::vector<Fault> faults;
  json::Reader report(whole.object_at("error_report"));
  read_bounded(report, "answer_working_days", 60, settings.answer_working_days, faults);
  for (const auto& entry : report.list("kinds")) {
    json::Reader kind(entry);
    settings.error_kinds.push_back({kind.text("id"), kind.text("name")});
    CHECK_OK(kind.finish());
  }
  if (settings.error_kinds.empty()) faults.push_back({FaultKind::invalid, "readers.settings_broken", "kinds", {}, {}});
  json::Reader mail(whole.object_at("mail"));
  read_bounded(mail, "quiet_from_hour", 23, settings.quiet_from_hour, faults);
  read_bounded(mail, "quiet_to_hour", 23, settings.quiet_to_hour, faults);
  read_bounded(mail, "most_documents", 500, settings.most_documents, faults);
  read_bounded(mail, "confirm_within_hours", 24 * 30, settings.confirm_within_hours, faults);
  for (auto* reader : {&whole, &report, &mail})
    if (auto read = reader->finish(); !read) faults.push_back(read.error());
  CHECK_OK(all_of(std::move(faults)));
  return settings;
}

const Settings& settings() {
  static const Settings loaded = [] {
    auto parsed = parse_settings(assets::find("catalog/readers/settings.json").value());
    if (!parsed) throw std::logic_error("catalog/readers/settings.json: " + parsed.error().field);
    return *std::move(parsed);
  }();
  return loaded;
}

std::string_view name_of_kind(std::string_view id) {
  const auto found = std::ranges::find(settings().error_kinds, id, &ErrorKind::id);
  return found == settings().error_kinds.end() ? id : std::string_view(found->name);
}

}  // namespace gongkai::readers
