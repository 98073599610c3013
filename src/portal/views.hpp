// What the pages show, as plain data: loaded by loading.cpp, drawn by the *_page.cpp files, which know no database.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "content/api.hpp"
#include "directory/model.hpp"
#include "layout/frame.hpp"
#include "layout/item.hpp"
#include "platform/html/components.hpp"

namespace gongkai::portal {

using html::Link;
using layout::Frame;
using layout::Item;
using layout::Tile;

struct Panel {
  std::string title;
  std::string more;  // address of the whole list
  std::vector<Item> items;
  bool red = false;
};

struct Figure {
  std::string address;
  std::string label;
  std::int64_t number = 0;
  std::string unit;
};

struct HomeView {
  std::vector<Tile> tasks;
  std::optional<Item> lead;
  std::vector<Panel> panels;
  std::vector<Tile> topics;   // open ones
  std::vector<Link> doors{};  // to what has pages of its own
  std::string disclosure;     // address of the column 政府信息公开
  std::vector<Tile> entries;  // its five parts
  std::vector<Figure> figures;
  std::vector<Link> sites;
};

struct OfficeView {  // how to reach the office
  directory::Unit unit;
};

struct ListView {
  content::Column column;
  std::vector<Link> trail;
  std::vector<Link> side;  // the columns beside this one
  std::string side_title;
  std::vector<Tile> parts;  // the columns below it
  std::vector<Item> items;
  std::int64_t total = 0;
  html::Pager pager;
  std::optional<OfficeView> office;  // shown when the column is empty
  std::string closed;                // why a closed column stands here no more, with the day
  std::string topic;                 // who keeps the topic, or since when it is archived
};

struct MetaRow {
  std::string label;
  std::string value;
  bool wide = false;
};

/// Rows of a table field, with the headings of its declaration.
struct ShownTable {
  std::string label;
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;
};
/// A long field that is text of its own: 工作职能, 文字内容.
struct ShownPart {
  std::string label;
  std::string text;
};
struct ShownPicture {
  std::string address;
  std::string description;
};
struct Relation {
  std::string label;
  std::vector<Item> items;
};
struct Stage {
  std::string name;
  bool current = false;
};
/// A sentence above the text that a reader must know before relying on it.
struct Ribbon {
  std::string words;
  std::optional<Item> by;
  std::optional<Item> now;  // what holds instead
  bool grave = true;
};
struct Answered {
  std::string question;
  std::string answer;
  std::optional<Item> in;
};

struct DocumentView {
  content::PublicDocument document;
  content::Column column;
  bool official = true;  // number and metadata above the title, or the line of an article and its facts below it
  std::vector<Link> trail;
  std::string page;  // template that the type's declaration names
  std::vector<MetaRow> meta;
  std::vector<ShownTable> tables;
  std::vector<ShownPart> parts;
  std::vector<ShownPicture> pictures;
  std::vector<Stage> stages;
  std::vector<Ribbon> ribbons;
  std::vector<Item> readings;  // 解读 of a policy, their form in `number`
  std::optional<Item> interpreted;
  std::vector<Relation> relations;
  std::vector<Answered> questions;
  std::string changes;  // 主要变化
  std::string life;     // address of 文件脉络
  std::string outside;  // address that an external link or a video leads to
  std::string number;
  std::string validity;  // in_force, amended, lapsed, repealed
  std::string source;
  std::string author;
  std::string keywords;
  std::vector<content::Attachment> attachments;
  std::vector<Item> beside;  // newest of the same column
  std::optional<directory::Unit> unit;
};

struct WithdrawnView {
  content::Withdrawal withdrawal;
  std::optional<Item> moved_to;
};

/// One part of the site map for search engines; the columns stand in the first.
struct SiteMapView {
  int parts = 1;
  int part = 0;  // 0: the index, when there is more than one part
  std::vector<content::Column> columns;
  std::vector<content::Address> documents;
};

struct MapEntry {
  Link link;
  int depth = 0;
};
struct MapView {
  std::vector<MapEntry> columns;
  std::vector<Link> sites;
};

}  // namespace gongkai::portal
