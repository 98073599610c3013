// What the public pages of the library show, as plain data: loaded by loading*.cpp, drawn by *_page.cpp.
#pragma once
#include "layout/frame.hpp"
#include "policy/api.hpp"
#include "policy/selection.hpp"

namespace gongkai::policy {

using html::Link;

struct PolicyRow {
  DocumentId id{};
  std::string title;
  std::string number;
  std::string unit;
  Day published_on{};
  Standing standing = Standing::in_force;
  int interpretations = 0;
};

struct FacetGroup {
  Facet facet = Facet::series;
  struct Choice {
    std::string value;
    std::string label;
    int count = 0;
    bool chosen = false;
  };
  std::vector<Choice> choices;
};

struct LibraryView {
  Wish wish;
  std::string path;
  std::vector<FacetGroup> facets;
  std::vector<PolicyRow> rows;
  int total = 0;
  int whole = 0;
  html::Pager pager;
  Day today{};
};

/// 文件脉络
struct LifeView {
  PolicyRow policy;
  std::vector<RibbonLine> ribbons;
  struct Event {
    Day day{};
    std::string words;
    std::string address;
    std::string title;
    bool to_come = false;
  };
  std::vector<Event> events;
  std::vector<RelationGroup> relations;
  std::vector<Link> ended_bases;
  std::vector<Link> versions;  // the chain of replacements, oldest first; the page's own has no address
};

struct ReadingRow {
  DocumentId id{};
  std::string title;
  std::string form;  // label
  Day published_on{};
  Link policy;
  std::string number;  // of the policy
};
struct FormTab {
  std::string value;
  std::string label;
  int count = 0;
  bool current = false;
};
struct ReadingsView {
  std::vector<FormTab> tabs;
  std::vector<ReadingRow> rows;
  Coverage coverage;
  html::Pager pager;
};

struct CaseCard {
  ReadingRow reading;
  std::string praise;
  std::string qr_svg;
};

struct LedgerRow {
  PolicyRow policy;
  std::string registration;
  std::string valid_until;
  std::string ended;  // how and when
  std::string reading;
};
struct LedgerTab {
  std::string value;  // in_force, lapsed, repealed
  int count = 0;
  bool current = false;
};
struct LedgerView {
  std::vector<LedgerTab> tabs;
  std::vector<LedgerRow> rows;
  html::Pager pager;
  std::string workbook;
  std::string quarter;  // of the newest filing list
};

struct FilingRow {
  PolicyRow policy;
  std::string registration;
  Day registered_on{};
  std::string filed;
};
struct FilingView {
  Quarter quarter;
  std::vector<Quarter> quarters;
  std::vector<FilingRow> rows;
  std::string workbook;
};

}  // namespace gongkai::policy
