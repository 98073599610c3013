#include "platform/http/target.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gongkai::http {

namespace {

constexpr std::size_t longest_target = 4096;
constexpr std::size_t most_query_fields = 100;

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}
bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// "%25xx" decodes to something that would decode again: whoever sends it hopes that somebody does.
bool looks_encoded(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    if (at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2])) return true;
  }
  return false;
}

bool is_clean_segment(std::string_view segment) {
  return is_valid_utf8(segment) && !looks_encoded(segment) &&
         std::ranges::none_of(segment, [](char c) { return is_control(c) || c == '/' || c == '\\'; });
}

/// Decodes segment by segment, so that an encoded slash cannot become a separator.
std::optional<std::string> normal_path(std::string_view raw) {
  std::vector<std::string> kept;
  bool ends_with_slash = true;
  for (const std::string_view piece : split(raw.substr(1), '/')) {
    const auto segment = percent_decode(piece, false);
    if (!segment || !is_clean_segment(*segment)) return std::nullopt;
    ends_with_slash = segment->empty() || *segment == "." || *segment == "..";
    if (*segment == "..") {
      if (kept.empty()) return std::nullopt;
      kept.pop_back();
    } else if (!segment->empty() && *segment != ".") {
      kept.push_back(*segment);
    }
  }
  std::string path;
  for (const std::string& segment : kept) path += "/" + segment;
  if (path.empty() || ends_with_slash) path += '/';
  return path;
}

bool read_query(std::string_view raw, Fields& fields) {
  for (const std::string_view pair : split(raw, '&')) {
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = percent_decode(pair.substr(0, equals), true);
    auto value = percent_decode(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value || !is_valid_utf8(*name) || !is_valid_utf8(*value)) return false;
    if (name->contains('\0') || value->contains('\0') || fields.pairs().size() >= most_query_fields) return false;
    fields.add(*std::move(name), *std::move(value));
  }
  return true;
}

/// Cuts "http://host" off an absolute target.
std::string take_authority(std::string_view& target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    target.remove_prefix(scheme.size());
    const std::size_t end = std::min(target.find_first_of("/?"), target.size());
    std::string authority(target.substr(0, end));
    target.remove_prefix(end);
    if (target.empty()) target = "/";
    return authority;
  }
  return {};
}

}  // namespace

Result<Target> parse_target(std::string_view target) {
  if (target.size() > longest_target) return refuse(FaultKind::invalid, "http.address_too_long");
  Target result;
  result.authority = take_authority(target);
  if (target.contains('#')) return refuse(FaultKind::invalid, "http.bad_path");
  const std::size_t question = std::min(target.find('?'), target.size());
  const std::string_view raw_path = target.substr(0, question);
  if (!raw_path.starts_with('/')) return refuse(FaultKind::invalid, "http.bad_path");
  auto path = normal_path(raw_path);
  if (!path) return refuse(FaultKind::invalid, "http.bad_path");
  result.path = *std::move(path);
  result.raw_query = target.substr(std::min(question + 1, target.size()));
  if (!read_query(result.raw_query, result.query)) return refuse(FaultKind::invalid, "http.bad_query");
  return result;
}

bool is_plain_target(std::string_view target) {
  if (!target.starts_with('/') || target.size() > longest_target) return false;
  char before = 0;
  for (const char c : target) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' ||
                       c == '_' || c == '~' || ((c == '.' || c == '/') && before != '/');
    if (!plain) return false;
    before = c;
  }
  return true;
}

}  // namespace gongkai::http
