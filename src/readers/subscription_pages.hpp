#pragma once
#include "readers/subscription.hpp"
#include "readers/voice_pages.hpp"

namespace gongkai::readers {

struct SubscribeView {
  std::vector<content::Column> columns{};
  std::vector<directory::Unit> units{};
  bool by_mail = false;  // the office has set up a mail server
};
struct SubscribeForm {
  std::string address{};
  Wish wish{};
};
std::string subscribe_page(const layout::Frame& frame, const SubscribeView& view, const SubscribeForm& form,
                           const FormState& state);
/// A page that says something under a heading.
std::string told_page(const layout::Frame& frame, std::string_view heading, std::string_view words);
/// A page with one button.
std::string button_page(const layout::Frame& frame, std::string_view heading, std::string_view words,
                        const std::string& action, const FormState& state);

}  // namespace gongkai::readers
