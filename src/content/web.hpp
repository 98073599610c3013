// The office's JSON of documents. The shapes are in openapi.json.
#pragma once
#include "content/custody.hpp"
#include "directory/web_json.hpp"
#include "platform/http/router.hpp"
#include "platform/json/json.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::content {

void add_routes(http::Router& router, Services& services);
/// Editions, take-down, access and placement.
void add_custody_routes(http::Router& router, Services& services);

/// Of an address below /api/documents/{id}.
DocumentId id_of(const http::Request& request);
/// The document of the address, if the person may see it.
Result<Desk> readable(db::Session& session, const Context& context, DocumentId id);
/// It, as the answer to what was done with it.
directory::Answer show(Context& context, http::Request& request, int status = 200);
json::value current(Context& context, http::Request& request);

/// The whole document for the office's page: its latest edition, what may be done with it now, and why not.
json::object document_json(db::Session& session, const Context& context, const Document& document);
json::object actions_json(db::Session& session, const Context& context, const Desk& desk, std::size_t attachments);
json::object edition_json(const Edition& edition);
json::object line_json(const store::Line& line, std::string_view unit_name);
json::object column_json(const Column& column);

}  // namespace gongkai::content
