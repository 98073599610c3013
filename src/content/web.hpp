// The office's JSON of documents. The shapes are in openapi.json.
#pragma once
#include "content/store.hpp"
#include "platform/http/router.hpp"
#include "platform/json/json.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::content {

void add_routes(http::Router& router, Services& services);

/// The whole document for the office's page: its latest edition, what may be done with it now, and why not.
json::object document_json(db::Session& session, const Context& context, const Document& document);
json::object line_json(const store::Line& line, std::string_view unit_name);
json::object column_json(const Column& column);

}  // namespace gongkai::content
