#include "redaction/model.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/assets.hpp"
#include "base/text.hpp"

namespace gongkai::redaction {
namespace {
constexpr int most_lines = 1'000'000;

struct Catalog {
  std::vector<Ground> grounds;
  std::vector<std::u32string> labels;
};

const Catalog& catalog() {
  static const Catalog loaded = [] {
    const auto parsed = json::parse(assets::find("catalog/redaction/grounds.json").value());
    if (!parsed) throw std::logic_error("catalog/redaction/grounds.json is no JSON");
    Catalog catalog;
    for (const auto& entry : parsed->at("grounds").as_array()) {
      json::Reader reader(entry);
      catalog.grounds.push_back({reader.text("id"), reader.text("name"), reader.text("article"), reader.text("label")});
      if (!reader.finish()) throw std::logic_error("catalog/redaction/grounds.json has a broken ground");
    }
    for (const auto& label : parsed->at("name_labels").as_array())
      catalog.labels.push_back(to_code_points(std::string_view(label.as_string())));
    return catalog;
  }();
  return loaded;
}

/// A share of the page; JSON knows 0 and 1 as integers.
std::optional<double> share(const json::object& object, std::string_view key) {
  const auto* found = object.if_contains(key);
  if (!found) return std::nullopt;
  const auto* real = found->if_double();
  const auto* whole = found->if_int64();
  if (!real && !whole) return std::nullopt;
  const double value = real ? *real : static_cast<double>(*whole);
  return value >= -1 && value <= 2 ? std::optional(value) : std::nullopt;
}

std::unexpected<Fault> broken() {
  return refuse(FaultKind::invalid, "redaction.mark_broken", "marks");
}

Result<Mark> mark_of(const json::value& value) {
  if (!value.is_object()) return broken();
  const auto& object = value.as_object();
  json::Reader reader(value);
  Mark mark{.page = static_cast<int>(std::clamp<std::int64_t>(reader.integer_or("page", 0), 0, most_lines)),
            .line = static_cast<int>(std::clamp<std::int64_t>(reader.integer_or("line", 0), 0, most_lines)),
            .ground = reader.text("ground")};
  const auto begin = reader.integer_or("begin", 0), end = reader.integer_or("end", 0);
  if (!reader.finish() || begin < 0 || end < begin || end > 100'000'000) return broken();
  mark.begin = static_cast<std::size_t>(begin);
  mark.end = static_cast<std::size_t>(end);
  if (!find_ground(mark.ground)) return refuse(FaultKind::invalid, "redaction.ground_unknown", "marks");
  if (mark.page == 0) return mark.line > 0 && begin < end ? Result<Mark>(mark) : broken();
  const auto x = share(object, "x"), y = share(object, "y"), width = share(object, "width"),
             height = share(object, "height");
  if (!x || !y || !width || !height || *width <= 0 || *height <= 0) return broken();
  mark.box = {*x, *y, *width, *height};
  return mark;
}
}  // namespace

const std::vector<Ground>& grounds() {
  return catalog().grounds;
}

const Ground* find_ground(std::string_view id) {
  const auto found = std::ranges::find(grounds(), id, &Ground::id);
  return found == grounds().end() ? nullptr : &*found;
}

const std::vector<std::u32string>& name_labels() {
  return catalog().labels;
}

json::array to_json(const std::vector<Mark>& marks) {
  json::array list;
  for (const auto& mark : marks) {
    json::object object{{"ground", mark.ground}};
    if (mark.page > 0) {
      object["page"] = mark.page;
      object["x"] = mark.box.x;
      object["y"] = mark.box.y;
      object["width"] = mark.box.width;
      object["height"] = mark.box.height;
    } else {
      object["line"] = mark.line;
      object["begin"] = static_cast<std::int64_t>(mark.begin);
      object["end"] = static_cast<std::int64_t>(mark.end);
    }
    list.push_back(std::move(object));
  }
  return list;
}

Result<std::vector<Mark>> marks_of(const json::array& list) {
  std::vector<Mark> marks;
  for (const auto& value : list) marks.push_back(TRY(mark_of(value)));
  return marks;
}

}  // namespace gongkai::redaction
