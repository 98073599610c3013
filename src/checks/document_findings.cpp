#include "base/text.hpp"
#include "checks/copying.hpp"
#include "checks/examine.hpp"
#include "checks/links.hpp"
#include "checks/store.hpp"
#include "checks/style.hpp"
#include "content/api.hpp"
#include "content/rules.hpp"
#include "directory/api.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/search/document_number.hpp"

namespace gongkai::checks {
namespace {
using content::Desk;

struct Rules {
  db::Session& session;
  const Context& context;
  const Desk& desk;
  const Gathered& gathered;
  std::vector<Finding> findings{};

  void add(Kind kind, Severity severity, Place place, std::string code, Details details = {},
           std::string matched = {}) {
    findings.push_back({.kind = kind,
                        .severity = severity,
                        .place = std::move(place),
                        .matched = std::move(matched),
                        .code = std::move(code),
                        .details = std::move(details)});
  }
  content::Fields fields() const { return content::fields_of(desk.latest.fields_text); }

  void numbers() {
    const auto all = fields();
    const auto number = content::value_of(all, "document_number");
    const auto key = search::number_key(number);
    if (key.empty()) return;
    if (const auto other = store::other_with_number(session, key, desk.document.id))
      add(Kind::duplicate_number, Severity::should, {.where = Where::field, .name = "document_number"},
          "checks.number_taken", {{"number", std::string(number)}, {"title", other->title}}, key);
  }

  void titles() {
    if (desk.latest.title.empty()) return;
    if (const auto other = store::other_with_title(session, desk.unit.id, desk.latest.title, desk.document.id))
      add(Kind::duplicate_title, Severity::should, {.where = Where::title}, "checks.title_taken",
          {{"document", to_text(other->document)}}, desk.latest.title);
  }

  /// C09: what the text says of itself against what was decided.
  void mark_of(const Piece& piece) {
    const auto& place = piece.place;
    const bool shown = place.where == Where::body ||
                       (place.where == Where::attachment && (place.part == "body" || place.part == "footer"));
    if (!shown) return;
    const auto mark = find_disclosure_mark(Reading(piece.text));
    if (!mark || mark->disclosure == content::name_of(desk.latest.disclosure)) return;
    auto where = place;
    where.begin = mark->begin;
    where.end = mark->end;
    add(Kind::disclosure_mark, Severity::must, where, "checks.mark_" + mark->disclosure, {}, mark->disclosure);
  }
  void marks() {
    for (const auto& piece : gathered.pieces) mark_of(piece);
    const auto all = fields();
    if (content::value_of(all, "document_number").empty() || find_disclosure_mark(Reading(desk.latest.plain_text)))
      return;
    add(Kind::disclosure_mark, Severity::note, {.where = Where::body}, "checks.mark_missing");
  }

  void missing() {
    const auto attachments = content::store::attachments(session, desk.latest.id).size();
    for (const auto& fault :
         content::why_incomplete(*desk.type, content::draft_of(desk.latest), attachments, context.today())) {
      const auto where = fault.field == "title" ? Where::title : fault.field == "body" ? Where::body : Where::field;
      add(Kind::missing_field, Severity::must, {.where = where, .name = fault.field}, "checks.missing",
          {{"reason", i18n::messages().message(fault)}}, fault.code + fault.field);
    }
  }

  /// A column has its kind of documents; one of another kind is looked for elsewhere.
  void column() {
    constexpr std::int64_t enough = 20, few_percent = 2;
    std::int64_t all = 0, same = 0;
    for (const auto& [type, count] : store::types_in(session, desk.latest.column)) {
      all += count;
      if (type == desk.document.type) same = count;
    }
    if (all < enough || same * 100 >= all * few_percent) return;
    const auto column = content::store::find_column(session, desk.latest.column);
    add(Kind::column_fit, Severity::note, {.where = Where::field, .name = "column"}, "checks.column_fit",
        {{"column", column ? column->name : ""},
         {"type", desk.type->name},
         {"count", std::to_string(all)},
         {"same", std::to_string(same)}});
  }

  bool leads_somewhere(const std::string& path) {
    const auto id_after = [&](std::string_view prefix) -> std::optional<std::int64_t> {
      if (!path.starts_with(prefix)) return std::nullopt;
      const auto rest = std::string_view(path).substr(prefix.size());
      return parse_id(rest.substr(0, rest.find('/'))).value_or(0);
    };
    if (const auto document = id_after("/d/")) return content::find_public(session, DocumentId{*document}).has_value();
    if (const auto file = id_after("/f/")) {
      for (const auto& own : content::store::attachments(session, desk.latest.id))
        if (own.file.value == *file) return true;
      return content::file_access(session, FileId{*file}).access == content::FileAccess::open;
    }
    return true;
  }
  void links() {
    std::vector<std::string> hosts;
    for (const auto& site : directory::sites(session)) hosts.push_back(site.host);
    for (const auto& address : addresses_in(desk.latest.body)) {
      const auto path = as_internal(address.text, hosts);
      if (path.starts_with('/') && !leads_somewhere(path))
        add(Kind::dead_link, Severity::should, {.where = Where::body}, "checks.link_dead", {{"address", address.text}},
            address.text);
    }
    for (const auto& link : store::links(session, desk.latest.id)) {
      if (link.state == LinkState::alive) continue;
      const bool dead = link.state == LinkState::dead;
      add(Kind::dead_link, dead ? Severity::should : Severity::note, {.where = Where::body},
          dead ? "checks.link_dead_outside" : "checks.link_unreachable",
          {{"address", link.address}, {"remark", link.remark}}, link.address);
    }
  }

  /// E06: an interpretation explains; it does not repeat.
  void copying() {
    std::vector<std::u32string> sources;
    std::string names;
    for (const auto& link : content::store::links(session, desk.latest.id)) {
      if (link.kind != content::LinkKind::interprets) continue;
      const auto source = content::find_desk(session, link.target);
      if (!source) continue;
      sources.push_back(to_code_points(source->latest.plain_text));
      names += (names.empty() ? "《" : "、《") + source->latest.title + "》";
    }
    if (sources.empty()) return;
    const auto text = to_code_points(desk.latest.plain_text);
    const auto result = compare(text, {sources.begin(), sources.end()});
    if (result.counted < copied_least || result.percent <= copied_warning_percent) return;
    std::string passages;
    for (const auto& [begin, end] : result.passages)
      passages += fmt::format("{}{}-{}", passages.empty() ? "" : " ", begin, end);
    Place place{.where = Where::body, .begin = result.passages.front().begin, .end = result.passages.front().end};
    add(Kind::copied, Severity::should, place, "checks.copied",
        {{"percent", std::to_string(result.percent)}, {"source", names}, {"passages", shorten(passages, 2'000)}});
  }
};
}  // namespace

std::vector<Finding> document_findings(db::Session& session, const Context& context, const Desk& desk,
                                       const Gathered& gathered) {
  Rules rules{session, context, desk, gathered};
  rules.numbers();
  rules.titles();
  rules.marks();
  rules.missing();
  rules.column();
  rules.links();
  rules.copying();
  return std::move(rules.findings);
}

}  // namespace gongkai::checks
