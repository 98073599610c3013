#include "printing/web.hpp"

#include "base/text.hpp"
#include "printing/official_document.hpp"

namespace gongkai::printing {
namespace {
Result<http::Response> print(Services& services, const http::Request& request) {
  const DocumentId id{request.id_param("id")};
  const auto text = TRY(services.database.read([&](db::Session& session) -> Result<documents::OfficialText> {
    const auto document = content::find_public(session, id);
    if (document) return official_text_of(*document, content::attachments_of(session, *document), WithHead::yes);
    if (content::find_withdrawal(session, id)) return refuse(FaultKind::gone, "document.gone");
    return refuse(FaultKind::not_found, "document.not_found");
  }));
  auto printed = documents::write_official_pdf(text, services.parts.of<documents::Fonts>());
  http::Response answer{.content_type = "application/pdf", .body = std::move(printed.bytes)};
  const auto name = shorten(text.title, 60) + ".pdf";
  answer.header("Content-Disposition", "inline; filename*=UTF-8''" + http::percent_encode(name));
  answer.cache.cacheable = true;
  return answer;
}
}  // namespace

void add_routes(http::Router& router, Services& services) {
  router.add({.pattern = "/d/{id:id}/print.pdf",
              .name = "printing.document",
              .handler =
                  [&router, &services](http::Request& request) {
                    auto answer = print(services, request);
                    return answer ? *std::move(answer) : router.refuse(request, answer.error());
                  },
              .query = std::vector<std::string>{}});
}

}  // namespace gongkai::printing
