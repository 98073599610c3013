// The data of the demo city is consistent, fictional, and reads like the work of people.
#include <gtest/gtest.h>

#include <set>

#include "base/text.hpp"
#include "content/types.hpp"
#include "demo/city.hpp"
#include "demo/grammar.hpp"
#include "demo/standing.hpp"
#include "platform/search/document_number.hpp"

namespace gongkai::demo {
namespace {

const City& city() {
  static const City read = read_city();
  return read;
}

std::size_t count_units(directory::UnitKind kind) {
  return static_cast<std::size_t>(
      std::ranges::count_if(city().units, [&](const UnitEntry& unit) { return unit.fields.kind == kind; }));
}

/// Everything a reader can see, with a name for the message of the test.
std::vector<std::pair<std::string, std::string>> all_texts() {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& unit : city().units)
    for (const auto& text :
         {unit.fields.name, unit.fields.phone, unit.fields.address, unit.fields.office_hours, unit.duty})
      texts.emplace_back(unit.key, text);
  for (const auto& site : city().sites)
    for (const auto& text : {site.fields.contact, site.fields.icp_number})
      texts.emplace_back("site " + site.slug, text);
  for (const auto& document : city().documents) {
    texts.emplace_back(document.key, document.title);
    for (const auto& paragraph : document.body) texts.emplace_back(document.key, paragraph);
    for (const auto& attachment : document.attachments) {
      for (const auto& row : attachment.rows)
        for (const auto& cell : row) texts.emplace_back(document.key, cell);
      for (const auto& paragraph : attachment.paragraphs) texts.emplace_back(document.key, paragraph);
    }
  }
  return texts;
}

/// Runs of digits, hyphens inside them kept, a closing X taken along.
std::vector<std::string> numbers_in(std::string_view text) {
  std::vector<std::string> runs;
  std::string run;
  for (const char c : std::string(text) + " ") {
    const bool is_part = (c >= '0' && c <= '9') || (!run.empty() && (c == '-' || c == 'X' || c == 'x'));
    if (is_part) run += c;
    else if (!run.empty()) runs.push_back(std::exchange(run, {}));
  }
  return runs;
}

bool is_paragraph(std::string_view text) {
  return !text.starts_with("# ") && !text.starts_with("= ") && !text.ends_with("：");
}

TEST(DemoCity, has_the_offices_of_a_real_one) {
  EXPECT_EQ(count_units(directory::UnitKind::city), 1U);
  EXPECT_EQ(count_units(directory::UnitKind::county), 15U);
  EXPECT_EQ(count_units(directory::UnitKind::department), 42U);
  EXPECT_GE(count_units(directory::UnitKind::subdistrict) + count_units(directory::UnitKind::town), 60U);
  EXPECT_GE(city().documents.size(), 120U);
}

TEST(DemoCity, units_hang_where_the_directory_lets_them) {
  std::set<std::string> keys, codes, names;
  for (const auto& unit : city().units) {
    EXPECT_TRUE(keys.insert(unit.key).second) << unit.key;
    EXPECT_TRUE(codes.insert(unit.fields.code).second) << unit.fields.code;
    EXPECT_TRUE(names.insert(unit.fields.name).second) << unit.fields.name;
    EXPECT_TRUE(directory::why_not_unit(unit.fields).empty()) << unit.key;
    if (unit.parent.empty()) continue;
    EXPECT_TRUE(keys.contains(unit.parent)) << unit.key << " comes before its parent";
    EXPECT_TRUE(directory::may_hang_below(unit.fields.kind, city().unit(unit.parent)->fields.kind)) << unit.key;
  }
}

TEST(DemoCity, sites_have_a_unit_a_tree_and_a_readable_accent) {
  std::set<std::string> slugs, identity_codes;
  for (const auto& site : city().sites) {
    EXPECT_TRUE(slugs.insert(site.slug).second) << site.slug;
    EXPECT_TRUE(directory::is_slug(site.slug)) << site.slug;
    ASSERT_NE(city().unit(site.unit), nullptr) << site.slug;
    EXPECT_TRUE(city().trees.contains(site.tree)) << site.slug;
    EXPECT_TRUE(identity_codes.insert(site.fields.identity_code).second) << site.slug;
    EXPECT_TRUE(site.fields.identity_code.starts_with("000000")) << "no administrative division has this code";
    auto fields = site.fields;
    fields.unit = UnitId{1};
    EXPECT_TRUE(directory::why_not_site(fields).empty()) << site.slug;
  }
}

TEST(DemoCity, columns_have_unique_slugs_in_each_tree) {
  for (const auto& [tree, columns] : city().trees) {
    std::set<std::string> slugs;
    for (const auto& column : columns) {
      EXPECT_TRUE(slugs.insert(column.slug).second) << tree << "/" << column.slug;
      EXPECT_TRUE(column.parent.empty() || slugs.contains(column.parent)) << tree << "/" << column.slug;
    }
    for (const char* block : {"guide", "rules", "statutory", "annual-reports", "on-request"})
      EXPECT_TRUE(slugs.contains(block)) << tree << " lacks " << block;
  }
}

TEST(DemoCity, people_hold_every_role_and_the_exclusive_ones_alone) {
  std::set<std::string> logins, names, roles;
  for (const auto& person : city().people) {
    EXPECT_TRUE(logins.insert(person.login).second) << person.login;
    EXPECT_TRUE(names.insert(person.name).second) << person.name;
    EXPECT_TRUE(directory::is_login_name(person.login)) << person.login;
    EXPECT_NE(city().unit(person.unit), nullptr) << person.login;
    std::vector<directory::RoleGrant> grants;
    for (const auto& role : person.roles) {
      EXPECT_NE(city().unit(role.unit), nullptr) << person.login;
      const auto unit = std::ranges::find(city().units, role.unit, &UnitEntry::key) - city().units.begin();
      grants.push_back({role.role, UnitId{unit + 1}, role.with_subtree});
      roles.insert(role.role);
    }
    EXPECT_TRUE(directory::why_not_roles(grants, directory::role_book()).empty()) << person.login;
  }
  for (const auto& role : directory::role_book().roles) EXPECT_TRUE(roles.contains(role.id)) << role.id;
}

TEST(DemoCity, documents_stand_in_columns_that_exist) {
  std::set<std::string> keys, titles;
  for (const auto& document : city().documents) {
    EXPECT_TRUE(keys.insert(document.key).second) << document.key;
    EXPECT_TRUE(titles.insert(document.title).second) << document.title;
    const auto* site = city().site(document.site);
    ASSERT_NE(site, nullptr) << document.key;
    const auto& columns = city().trees.at(site->tree);
    EXPECT_NE(std::ranges::find(columns, document.column, &ColumnEntry::slug), columns.end())
        << document.key << ": " << document.column;
    EXPECT_NE(content::catalog_types().find(document.type), nullptr) << document.key;
    ASSERT_NE(city().unit(document.unit), nullptr) << document.key;
  }
}

TEST(DemoCity, documents_are_released_by_somebody_else_than_their_writer) {
  for (const auto& document : city().documents)
    EXPECT_NE(city().person_with("editor", document.unit).login, city().person_with("releaser", document.unit).login)
        << document.key;
}

TEST(DemoCity, document_numbers_are_unique_and_well_formed) {
  std::set<std::string> numbers;
  for (const auto& document : city().documents) {
    if (document.number.empty()) continue;
    EXPECT_TRUE(numbers.insert(document.number).second) << document.number;
    EXPECT_FALSE(search::number_key(document.number).empty()) << document.number;
    EXPECT_NE(document.number.find(std::to_string(document.written.year())), std::string::npos)
        << document.key << ": the year of the number";
  }
  EXPECT_GE(numbers.size(), 30U);
}

TEST(DemoCity, documents_are_written_before_they_are_released_and_never_in_the_future) {
  for (const auto& document : city().documents) {
    EXPECT_GE(document.written, Day::of(2024, 1, 1)) << document.key;
    EXPECT_LE(document.written, document.released.day()) << document.key;
    EXPECT_LT(document.released, start_of(Day::of(2026, 11, 21))) << document.key;
  }
}

/// A list, an account or a record says it in its fields; what is on the writer's desk need not be whole.
std::int64_t fewest_paragraphs(const DocumentEntry& document) {
  const auto* type = content::catalog_types().find(document.type);
  const bool has_table =
      std::ranges::any_of(document.fields, [](const auto& field) { return field.second.starts_with('['); });
  if (!type->body_required) return 0;
  if (has_table || document.type == "topic" || document.type == "warning") return 1;
  return document.fate.fate == Fate::draft ? 2 : 3;
}

TEST(DemoCity, documents_have_three_paragraphs_that_no_other_document_has) {
  std::map<std::string, std::string> seen;
  for (const auto& document : city().documents) {
    EXPECT_GE(std::ranges::count_if(document.body, is_paragraph), fewest_paragraphs(document)) << document.key;
    for (const auto& text : document.body) {
      if (!is_paragraph(text) || count_characters(text) < 40) continue;
      const auto [other, is_new] = seen.emplace(text, document.key);
      EXPECT_TRUE(is_new) << document.key << " repeats a paragraph of " << other->second;
    }
  }
}

TEST(DemoCity, nothing_in_it_is_a_phone_or_an_identity_number_of_a_real_person) {
  for (const auto& [where, text] : all_texts())
    for (const auto& number : numbers_in(text)) {
      EXPECT_FALSE(directory::is_id_number(number)) << where << ": " << number;
      EXPECT_FALSE(directory::is_mobile_phone(number)) << where << ": " << number;
      const bool is_phone = number.starts_with("0000-") && number.size() == 12;
      const bool is_placeholder =
          number.find_first_not_of("0-") == std::string::npos || number.starts_with("00000000-");
      const bool is_short = number.size() < 7 || parse_day(number).has_value();
      EXPECT_TRUE(is_short || is_phone || is_placeholder) << where << ": " << number;
    }
}

TEST(MadeDocuments, are_the_same_for_the_same_seed) {
  const auto grammar = read_grammar();
  Maker one(city(), grammar, 7), same(city(), grammar, 7), other(city(), grammar, 8);
  int differences = 0;
  for (int i = 0; i < 200; ++i) {
    const auto a = one.next(), b = same.next(), c = other.next();
    EXPECT_EQ(a.title, b.title);
    EXPECT_EQ(a.body, b.body);
    EXPECT_EQ(a.released, b.released);
    differences += a.body != c.body;
  }
  EXPECT_GT(differences, 190);
}

TEST(MadeDocuments, are_complete_and_have_every_slot_filled) {
  const auto grammar = read_grammar();
  Maker maker(city(), grammar, 1);
  std::set<std::string> bodies;
  for (int i = 0; i < 2000; ++i) {
    const auto document = maker.next();
    for (const auto& text : document.body) {
      EXPECT_FALSE(text.empty());
      EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << text;
    }
    const auto& columns = city().trees.at(city().site(document.site)->tree);
    EXPECT_NE(std::ranges::find(columns, document.column, &ColumnEntry::slug), columns.end()) << document.column;
    EXPECT_LT(document.released, start_of(Day::of(2026, 11, 21)));
    bodies.insert(join(document.body, "\n"));
  }
  EXPECT_GT(bodies.size(), 1990U) << "made documents repeat each other";
}

TEST(DemoCity, has_documents_of_every_type) {
  // made when the city is loaded: of documents put together, of requests that are closed
  std::set<std::string> types{"gazette", "case_study"};
  for (const auto& document : city().documents) types.insert(document.type);
  for (const auto& type : content::catalog_types().types) EXPECT_TRUE(types.contains(type.id)) << type.id;
}

TEST(DemoCity, documents_meet_every_fate) {
  std::set<Fate> fates;
  for (const auto& document : city().documents) fates.insert(document.fate.fate);
  EXPECT_EQ(fates.size(), 10U);
}

TEST(DemoCity, links_lead_to_documents_that_are_public) {
  std::set<std::string> keys;
  for (const auto& document : city().documents)
    if (document.fate.fate == Fate::released) keys.insert(document.key);
  for (const auto& document : city().documents)
    for (const auto& link : document.links) {
      EXPECT_TRUE(keys.contains(link.to)) << document.key << " → " << link.to;
      EXPECT_TRUE(content::parse_link_kind(link.kind)) << document.key << ": " << link.kind;
    }
}

TEST(DemoCity, no_column_is_empty_but_those_that_are_meant_to_be) {
  std::set<std::pair<std::string, std::string>> filled;  // site, column
  const auto fill = [&](const std::vector<DocumentEntry>& documents) {
    for (const auto& document : documents)
      if (document.fate.fate == Fate::released) filled.emplace(document.site, document.column);
  };
  fill(city().documents);
  fill(standing_documents(city()));
  filled.emplace("", "gazette");  // made of documents, when the issues are put together
  for (const auto& site : city().sites) {
    const auto& columns = city().trees.at(site.tree);
    for (auto column = columns.rbegin(); column != columns.rend(); ++column) {  // children before parents
      const bool has_some = filled.contains({site.slug, column->slug});
      EXPECT_TRUE(has_some || column->may_be_empty) << site.slug << "/" << column->slug;
      if (has_some && !column->parent.empty()) filled.emplace(site.slug, column->parent);
    }
  }
}

TEST(StandingDocuments, are_unique_filled_and_in_columns_that_exist) {
  std::set<std::string> keys;
  for (const auto& document : city().documents) keys.insert(document.key);
  for (const auto& document : standing_documents(city())) {
    EXPECT_TRUE(keys.insert(document.key).second) << document.key;
    const auto& columns = city().trees.at(city().site(document.site)->tree);
    EXPECT_NE(std::ranges::find(columns, document.column, &ColumnEntry::slug), columns.end()) << document.key;
    EXPECT_NE(content::catalog_types().find(document.type), nullptr) << document.key;
    for (const auto& text : document.body) EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << text;
    EXPECT_EQ(document.title.find_first_of("{}"), std::string::npos) << document.title;
  }
}

TEST(StandingDocuments, give_every_department_and_county_its_organisation_record) {
  std::set<std::string> units;
  const auto note = [&](const std::vector<DocumentEntry>& documents) {
    for (const auto& document : documents)
      if (document.column == "functions" && document.type == "organisation") units.insert(document.unit);
  };
  note(city().documents);
  note(standing_documents(city()));
  EXPECT_EQ(units.size(), 57U);
}

TEST(StandingDocuments, add_figures_up_and_repeat_them) {
  const auto& unit = *city().unit("fishery");
  const auto number = [&](std::string_view text) { return std::stoi(filled(text, unit)); };
  const int one = number("{number:a:10-20}"), other = number("{number:b:100-200}");
  EXPECT_GE(one, 10);
  EXPECT_LE(one, 20);
  EXPECT_EQ(number("{number:a:10-20}"), one);
  EXPECT_EQ(number("{number:a:10-20+b:100-200}"), one + other);
  EXPECT_EQ(filled("{short}：{person:head}", unit), filled("{short}：{person:head}", unit));
  EXPECT_THROW(filled("{nobody}", unit), std::runtime_error);
  EXPECT_THROW(filled("{name", unit), std::runtime_error);
}

}  // namespace
}  // namespace gongkai::demo
