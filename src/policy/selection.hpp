// Choosing from the library by facets, as a plain GET form asks for it. Pure.
#pragma once
#include <array>

#include "platform/http/message.hpp"
#include "policy/catalog.hpp"
#include "policy/standing.hpp"

namespace gongkai::policy {

enum class Facet { series, theme, genre, audience, field, validity, unit, year };  // field: 营商领域
inline constexpr std::array all_facets{Facet::series, Facet::theme,    Facet::genre, Facet::audience,
                                       Facet::field,  Facet::validity, Facet::unit,  Facet::year};
std::string_view name_of(Facet facet);  // of the query parameter

struct Wish {
  std::string text;                                    // part of the title, or a 文号 in any bracket
  std::map<Facet, std::vector<std::string>> chosen{};  // one of each facet's values
  std::optional<Day> on{};                             // as it stood on that day
  int page = 1;
  bool filtered() const { return !text.empty() || !chosen.empty() || on; }
};
/// Whatever stands in the address: what cannot be meant is left out, a day that is none is a fault.
Result<Wish> wish_of(const http::Fields& query);
/// The address with everything but the page.
std::string address_of(const Wish& wish, std::string_view path);

struct FacetCount {
  std::string value;
  int count = 0;
  bool chosen = false;
};
struct Selection {
  std::vector<const Policy*> policies;              // newest first
  std::map<Facet, std::vector<FacetCount>> facets;  // counts under the choices of the other facets
  int whole = 0;                                    // of the library, before any choice
};
/// `belongs` says which documents the site shows.
Selection select(const Library& library, const Wish& wish, Day today,
                 const std::function<bool(const Policy&)>& belongs);

}  // namespace gongkai::policy
