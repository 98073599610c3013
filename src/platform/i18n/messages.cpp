#include "platform/i18n/messages.hpp"

#include <functional>
#include <stdexcept>
#include <unordered_map>

#include "base/assets.hpp"
#include "platform/json/json.hpp"

namespace gongkai::i18n {

namespace {

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

/// Puts the values into the {placeholders} in one pass, so that a value with braces stays what it is.
/// A placeholder without a value stays visible: that is a mistake somebody should see.
template <class Pairs>
std::string fill(std::string_view text, const Pairs& values) {
  std::string out;
  out.reserve(text.size() + 32);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = std::min(text.find('{', at), text.size());
    out.append(text.substr(at, open - at));
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) return out.append(text.substr(open));
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const auto value = std::find_if(values.begin(), values.end(), [&](const auto& pair) { return pair.first == name; });
    out.append(value == values.end() ? text.substr(open, close - open + 1) : std::string_view(value->second));
    at = close + 1;
  }
  return out;
}

}  // namespace

struct Messages::Table {
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> texts;
};

Messages::Messages() : m_table(std::make_unique<Table>()) {}
Messages::~Messages() = default;
Messages::Messages(Messages&&) noexcept = default;

Messages Messages::from_catalog() {
  Messages messages;
  for (const auto& file : assets::under("catalog/messages/")) messages.add(file.path, file.content);
  return messages;
}

void Messages::add(std::string_view name, std::string_view json_text) {
  const auto parsed = json::parse(json_text);
  if (!parsed || !parsed->is_object()) throw std::runtime_error(std::string(name) + ": not an object of texts");
  for (const auto& [code, text] : parsed->get_object()) {
    if (!text.is_string()) throw std::runtime_error(std::string(name) + ": " + std::string(code) + " is no text");
    if (!m_table->texts.emplace(code, text.get_string().c_str()).second)
      throw std::runtime_error(std::string(name) + ": " + std::string(code) + " is written twice");
  }
}

std::string_view Messages::text(std::string_view code) const {
  const auto found = m_table->texts.find(code);
  return found == m_table->texts.end() ? code : std::string_view(found->second);
}

std::string Messages::text(std::string_view code, Values values) const {
  return fill(text(code), values);
}
std::string Messages::text(std::string_view code, const Details& details) const {
  return fill(text(code), details);
}
std::string Messages::message(const Fault& fault) const {
  return text(fault.code, fault.details);
}
bool Messages::has(std::string_view code) const {
  return m_table->texts.contains(code);
}

std::vector<std::string_view> Messages::codes() const {
  std::vector<std::string_view> codes;
  for (const auto& [code, text] : m_table->texts) codes.push_back(code);
  std::ranges::sort(codes);
  return codes;
}

const Messages& messages() {
  static const Messages catalog = Messages::from_catalog();
  return catalog;
}

}  // namespace gongkai::i18n
