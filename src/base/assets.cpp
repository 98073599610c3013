#include "base/assets.hpp"

#include <map>

namespace gongkai::assets {
namespace {
std::map<std::string_view, std::string_view>& table() {
  static std::map<std::string_view, std::string_view> instance;
  return instance;
}
}  // namespace

void add(std::span<const Asset> assets) {
  for (const auto& asset : assets)
    if (!asset.path.empty()) table().insert_or_assign(asset.path, asset.content);
}

std::optional<std::string_view> find(std::string_view path) {
  const auto found = table().find(path);
  if (found == table().end()) return std::nullopt;
  return found->second;
}

std::vector<Asset> under(std::string_view prefix) {
  std::vector<Asset> found;
  for (auto it = table().lower_bound(prefix); it != table().end() && it->first.starts_with(prefix); ++it)
    found.push_back({it->first, it->second});
  return found;
}

}  // namespace gongkai::assets
