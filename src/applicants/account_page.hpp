// 我的申请: the way in, the list, leaving for good. Pure functions.
#pragma once
#include <string>
#include <vector>

#include "applicants/account.hpp"
#include "applicants/page_parts.hpp"
#include "applicants/told.hpp"

namespace gongkai::applicants {

struct EntryForm {
  std::string typed{};
  bool by_mail = false, by_sms = false;  // what is set up here
};
std::string entry_page(const layout::Frame& frame, const EntryForm& form, const FormState& state);
/// Says where the code was sent as little as its owner needs.
std::string code_page(const layout::Frame& frame, const Address& address, const FormState& state);

/// One request in the list.
struct CaseLine {
  std::string number{};
  std::string kind{};
  std::string unit{};
  Day opened_on{};
  std::string stage{};
  std::string term{};          // until when it will be answered, and how many working days that is
  std::optional<Told> told{};  // the last message
  bool added = false;
};
struct AccountView {
  Account account{};
  std::vector<CaseLine> cases{};
  bool has_more = false;
  std::string done{};          // what was just done, in words
  std::string typed_number{};  // of a request that could not be added
};
std::string account_page(const layout::Frame& frame, const AccountView& view, const FormState& state);
std::string removal_page(const layout::Frame& frame, const Account& account, const FormState& state);

std::string masked(const Address& address);
/// 您已于…发送 … in one line.
std::string delivery_words(const Told& told);

}  // namespace gongkai::applicants
