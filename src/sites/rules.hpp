#pragma once
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sites/model.hpp"

namespace gongkai::sites {

/// A maintained topic is looked over once a month, beginning with the month after it opened.
TopicState state_of(const Topic& topic, const std::vector<TopicCheck>& checks, Day today);

struct NoticeBarFields {
  SiteId site{};  // 0: on every site
  std::string words{};
  std::string address{};
  bool urgent = false;
  Instant first_at{};
  Instant last_at{};
};
std::vector<Fault> why_not_notice_bar(const NoticeBarFields& fields, Instant now);

/// What an editor chooses; "" leaves a thing as the product has it.
struct AppearanceFields {
  std::string accent{};   // "#0f4f9c"
  std::string mark{};     // one or two characters
  std::string corners{};  // round, square
  std::string home{};     // services, news, disclosure
};
std::vector<Fault> why_not_appearance(const AppearanceFields& fields);

/// WCAG 2.2: white text on the colour needs 4.5. nullopt: not a colour "#rrggbb".
std::optional<double> contrast_with_white(std::string_view colour);

/// Throws when the catalog's file is broken: a test finds it first.
const std::vector<ColumnSet>& column_sets();

}  // namespace gongkai::sites
