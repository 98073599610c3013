// The trail as a file that can be proven anywhere: JSON lines. Ids are decimal texts, because a JSON number is not
// exact beyond 53 bits in most languages; bytes are hexadecimal.
#include <charconv>
#include <fstream>
#include <limits>
#include <stdexcept>

#include "base/bytes.hpp"
#include "platform/audit/checkpoint_check.hpp"
#include "platform/audit/store.hpp"
#include "platform/json/json.hpp"

namespace gongkai::audit {
namespace {
json::value text_or_null(const std::optional<std::string>& text) {
  return text ? json::value(std::string_view(*text)) : json::value(nullptr);
}

/// Reads one member after the other; anything that is not as written makes the whole line unreadable.
class Line {
 public:
  explicit Line(std::string_view text) {
    auto parsed = json::parse(text);
    if (parsed && parsed->is_object()) m_object = std::move(parsed->get_object());
    else m_readable = false;
  }
  std::int64_t number(std::string_view key) {
    const auto* found = m_object.if_contains(key);
    if (found && found->is_int64()) return found->get_int64();
    m_readable = false;
    return 0;
  }
  std::string text(std::string_view key) { return optional_text(key).value_or(""); }
  std::optional<std::string> optional_text(std::string_view key, bool may_be_null = false) {
    const auto* found = m_object.if_contains(key);
    if (found && found->is_string()) return std::string(found->get_string());
    if (!(found && found->is_null() && may_be_null)) m_readable = false;
    return std::nullopt;
  }
  std::int64_t id(std::string_view key) {
    const auto digits = text(key);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) m_readable = false;
    return value;
  }
  std::string bytes(std::string_view key) { return hex(text(key)); }
  std::optional<std::string> optional_bytes(std::string_view key) {
    const auto digits = optional_text(key, true);
    return digits ? std::optional(hex(*digits)) : std::nullopt;
  }
  bool is_readable() const { return m_readable; }

 private:
  std::string hex(std::string_view digits) {
    auto decoded = from_hex(digits);
    if (!decoded) m_readable = false;
    return decoded.value_or("");
  }
  json::object m_object;
  bool m_readable = true;
};

std::optional<Entry> parse_line(std::string_view text) {
  Line line(text);
  Entry entry{
      .seq = line.number("seq"), .event = line.id("event"), .at = Instant{line.number("at")}, .act = line.text("act")};
  entry.stored = entry.event;
  entry.outcome = line.number("outcome");
  entry.person = line.id("person");
  entry.unit = line.id("unit");
  entry.subject_kind = line.text("subject_kind");
  entry.subject = line.id("subject");
  entry.details = line.text("details");
  entry.request_id = line.text("request_id");
  entry.actor_name = line.optional_text("actor_name", true);
  entry.address = line.optional_text("address", true);
  entry.salt = line.optional_bytes("salt");
  entry.personal_digest = line.bytes("personal_digest");
  entry.algorithm = line.number("algorithm");
  entry.hash = line.bytes("hash");
  // Byte for byte what was written: not even the spelling of a number, or the time for human eyes, may differ.
  if (!line.is_readable() || to_line(entry) != std::string(text) + "\n") return std::nullopt;
  return entry;
}
}  // namespace

std::string to_line(const Entry& e) {
  json::value salt = nullptr;
  if (e.salt) salt = json::value(std::string_view(to_hex(*e.salt)));
  return json::to_string({{"seq", e.seq},
                          {"event", std::to_string(e.event)},
                          {"at", e.at.micros},
                          {"time", to_iso(e.at)},
                          {"act", e.act},
                          {"outcome", e.outcome},
                          {"person", std::to_string(e.person)},
                          {"unit", std::to_string(e.unit)},
                          {"subject_kind", e.subject_kind},
                          {"subject", std::to_string(e.subject)},
                          {"details", e.details},
                          {"request_id", e.request_id},
                          {"actor_name", text_or_null(e.actor_name)},
                          {"address", text_or_null(e.address)},
                          {"salt", std::move(salt)},
                          {"personal_digest", to_hex(e.personal_digest)},
                          {"algorithm", e.algorithm},
                          {"hash", to_hex(e.hash)}}) +
         "\n";
}

std::int64_t write_export(db::Database& database, const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  std::int64_t count = 0;
  database.read([&](db::Session& session) {
    store::each_sealed(session, 1, std::numeric_limits<std::int64_t>::max(), [&](Entry&& entry) {
      out << to_line(entry);
      ++count;
      return out.good();
    });
  });
  out.close();
  if (!out) throw std::runtime_error(file.string() + ": could not be written");
  return count;
}

Report verify_export(const std::filesystem::path& file, const std::filesystem::path& checkpoints,
                     const std::string& public_key) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(file.string() + ": could not be read");
  const Proof proof{read_checkpoints(checkpoints), public_key};
  std::map<std::int64_t, std::string> wanted;  // the hashes that the checkpoints will ask for
  for (const auto& checkpoint : proof.checkpoints) wanted[checkpoint.seq];
  Report report;
  auto previous = genesis();
  for (std::string text; std::getline(in, text);) {
    auto entry = parse_line(text);
    const auto expected = report.last_seq + 1;
    if (!entry) report.first = Finding{Harm::unreadable, expected, 0};
    else if (entry->seq != expected) report.first = Finding{Harm::missing, expected, 0};
    else if (!is_sound(*entry, previous)) report.first = Finding{Harm::changed, expected, entry->event};
    ++report.records;
    if (report.first) return report;
    report.last_seq = expected;
    if (entry->is_erased()) ++report.erased;
    previous = std::move(entry->hash);
    if (const auto found = wanted.find(expected); found != wanted.end()) found->second = previous;
  }
  check_checkpoints(report, proof, [&](std::int64_t seq) { return wanted[seq]; });
  return report;
}

}  // namespace gongkai::audit
