#include "open_data/web.hpp"

#include <charconv>

#include "content/harvest.hpp"
#include "content/type_book.hpp"
#include "content/validity.hpp"
#include "directory/api.hpp"
#include "open_data/open_page.hpp"
#include "open_data/record.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::open_data {

namespace {

using Page = Result<http::Response>;

constexpr int page_size = 100, largest_page = 1'000, month_limit = 50'000;

Record record_of(db::Session& session, Services& services, const content::TypeBook& types,
                 content::PublicDocument document) {
  Record record{.document = std::move(document)};
  if (const auto unit = directory::find_unit(session, record.document.unit)) record.unit = unit->name;
  if (const auto column = content::find_column(session, record.document.column)) record.column = column->name;
  if (const auto* type = types.find(record.document.type)) record.type_name = type->name;
  const auto fields = content::fields_of(record.document.fields_text);
  record.validity =
      content::validity_today(session, services, record.document.id, content::value_of(fields, "validity"));
  record.attachments = content::attachments_of(session, record.document);
  record.links = content::links_from(session, record.document.id);
  return record;
}

/// Programs of other sites may read it, too; what is withdrawn must not live on in a cache.
http::Response data(std::string body, std::string media_type) {
  http::Response answer{.content_type = std::move(media_type), .body = std::move(body)};
  answer.header("Access-Control-Allow-Origin", "*");
  answer.header("Cache-Control", "no-cache");
  return answer;
}

http::Response data(const json::value& value) {
  return data(json::to_string(value), "application/json; charset=utf-8");
}

Result<std::optional<Day>> day_of(const http::Request& request, std::string_view name) {
  const auto text = request.query.get(name);
  if (text.empty()) return std::nullopt;
  const auto day = parse_day(text);
  if (!day) return refuse(FaultKind::invalid, "open_data.not_a_day", std::string(name));
  return day;
}

Result<content::HarvestFilter> filter_of(const http::Request& request, SiteId site) {
  content::HarvestFilter filter{.site = site, .type = std::string(request.query.get("type")), .limit = page_size};
  filter.column = ColumnId{parse_id(request.query.get("column")).value_or(0)};
  filter.unit = UnitId{parse_id(request.query.get("unit")).value_or(0)};
  filter.after = DocumentId{parse_id(request.query.get("after")).value_or(0)};
  if (const auto from = TRY(day_of(request, "from"))) filter.from = start_of(*from);
  if (const auto to = TRY(day_of(request, "to"))) filter.to = start_of(*to + 1);
  if (const auto limit = request.query.get("limit"); !limit.empty()) {
    int number = 0;
    const auto [end, error] = std::from_chars(limit.data(), limit.data() + limit.size(), number);
    if (error != std::errc() || end != limit.data() + limit.size() || number < 1 || number > largest_page)
      return refuse(FaultKind::invalid, "open_data.limit", "limit", {{"most", std::to_string(largest_page)}});
    filter.limit = number;
  }
  return filter;
}

/// [first, behind the last) of "2026-03".
std::optional<std::pair<Instant, Instant>> span_of(std::string_view month) {
  const auto first = month.size() == 7 ? parse_day(std::string(month) + "-01") : std::nullopt;
  if (!first) return std::nullopt;
  const auto next = *first + 31;
  return std::pair{start_of(*first), start_of(Day::of(next.year(), next.month(), 1))};
}

class OpenData {
 public:
  explicit OpenData(Services& services) : m_services(services) {}

  Page about(http::Request& request) {
    return read([&](db::Session& session) -> Page {
      const auto frame = TRY(layout::load_frame(m_services, request));
      return http::html(open_page(frame, content::harvest_months(session, frame.site.id)));
    });
  }

  Page documents(http::Request& request) {
    const auto types = content::type_book(m_services);
    return read([&](db::Session& session) -> Page {
      const auto frame = TRY(layout::load_frame(m_services, request));
      const auto filter = TRY(filter_of(request, frame.site.id));
      auto found = content::harvest(session, filter);
      const bool more = found.size() == static_cast<std::size_t>(filter.limit);
      const json::value next = more ? json::value(to_text(found.back().id)) : json::value();
      json::array items;
      for (auto& document : found)
        items.push_back(to_json(record_of(session, m_services, *types, std::move(document)), frame.origin));
      return data(json::object{{"items", std::move(items)}, {"next", next}});
    });
  }

  Page document(http::Request& request) {
    const auto types = content::type_book(m_services);
    return read([&](db::Session& session) -> Page {
      const auto frame = TRY(layout::load_frame(m_services, request));
      const DocumentId id{request.id_param("id")};
      auto found = content::find_public(session, id);
      if (!found && content::find_withdrawal(session, id)) return refuse(FaultKind::gone, "document.gone");
      if (!found) return refuse(FaultKind::not_found, "document.not_found");
      return data(to_json(record_of(session, m_services, *types, *std::move(found)), frame.origin));
    });
  }

  Page month(http::Request& request) {
    const auto file = request.param("file");
    const auto span = span_of(file.substr(0, std::min<std::size_t>(7, file.size())));
    const auto ending = file.size() > 7 ? file.substr(7) : std::string_view();
    if (!span || (ending != ".jsonl" && ending != ".csv")) return refuse(FaultKind::not_found, "open_data.no_month");
    return ending == ".csv" ? table_of(request, *span) : lines_of(request, *span);
  }

  Page withdrawn(http::Request& request) {
    const auto since = TRY(day_of(request, "since"));
    return read([&](db::Session& session) -> Page {
      json::array items;
      for (const auto& one : content::withdrawn_since(session, since ? start_of(*since) : Instant{}, largest_page))
        items.push_back({{"id", to_text(one.document)},
                         {"kind", name_of(one.kind)},
                         {"reason", one.reason},
                         {"withdrawn_at", to_iso(one.withdrawn_at)}});
      return data(json::object{{"items", std::move(items)}});
    });
  }

 private:
  using Span = std::pair<Instant, Instant>;

  template <class F>
  Page read(F&& f) {
    return m_services.database.read(std::forward<F>(f));
  }

  template <class F>
  Page each_of_month(const http::Request& request, const Span& span, F&& use) {
    const auto types = content::type_book(m_services);
    return read([&](db::Session& session) -> Page {
      const auto frame = TRY(layout::load_frame(m_services, request));
      content::HarvestFilter filter{.site = frame.site.id, .from = span.first, .to = span.second, .limit = month_limit};
      for (auto& document : content::harvest(session, filter))
        use(record_of(session, m_services, *types, std::move(document)), frame.origin);
      return http::Response{};
    });
  }

  Page lines_of(const http::Request& request, const Span& span) {
    std::string body;
    CHECK_OK(each_of_month(request, span, [&](const Record& record, std::string_view origin) {
      body += json::to_string(to_json(record, origin)) + "\n";
    }));
    return data(std::move(body), "application/jsonl; charset=utf-8");
  }

  Page table_of(const http::Request& request, const Span& span) {
    std::vector<std::string> head;
    for (const auto& field : fields()) head.emplace_back(field.name);
    std::string body = "\xEF\xBB\xBF" + csv_line(head);  // the mark tells a spreadsheet that it is UTF-8
    CHECK_OK(each_of_month(request, span, [&](const Record& record, std::string_view origin) {
      body += csv_line(to_row(record, origin));
    }));
    return data(std::move(body), "text/csv; charset=utf-8");
  }

  Services& m_services;
};

/// Programs get their refusals as JSON, whatever they say they accept.
http::Fields json_wanted() {
  http::Fields headers;
  headers.add("accept", "application/json");
  return headers;
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
  auto open = std::make_shared<OpenData>(services);
  const auto on = [&](std::string pattern, std::string name, Page (OpenData::*page)(http::Request&),
                      std::optional<std::vector<std::string>> query = std::nullopt) {
    router.add({.pattern = std::move(pattern),
                .name = std::move(name),
                .handler =
                    [&router, open, page, is_data = page != &OpenData::about](http::Request& request) {
                      auto answer = (*open.*page)(request);
                      if (answer) return *std::move(answer);
                      if (is_data) request.headers = json_wanted();
                      return router.refuse(request, answer.error());
                    },
                .query = std::move(query)});
  };
  for (const auto& [prefix, name] :
       {std::pair<std::string, std::string>{"", "open_data."}, {"/s/{site:slug}", "open_data.site."}}) {
    on(prefix + "/open", name + "about", &OpenData::about, std::vector<std::string>{});
    on(prefix + "/open/documents", name + "documents", &OpenData::documents);
    on(prefix + "/open/months/{file}", name + "month", &OpenData::month);
  }
  on("/open/documents/{id:id}", "open_data.document", &OpenData::document);
  on("/open/withdrawn", "open_data.withdrawn", &OpenData::withdrawn);
}

}  // namespace gongkai::open_data
