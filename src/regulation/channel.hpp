// The ways by which a request comes in, and the day of receipt that each of them sets (Regulation Art. 31).
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/work_calendar.hpp"

namespace gongkai::regulation {

enum class Channel { in_person, signed_mail, plain_mail, internet, fax, oral };
inline constexpr std::array channels{Channel::in_person, Channel::signed_mail, Channel::plain_mail,
                                     Channel::internet,  Channel::fax,         Channel::oral};

std::string_view id_of(Channel channel);  // in_person …
std::optional<Channel> parse_channel(std::string_view id);
std::string label_of(Channel channel);  // 当面提交 …

/// Art. 31(2), (3): the day of receipt is the day on which it was confirmed with the applicant.
bool needs_confirmation(Channel channel);
/// The article, paragraph or item from which the day of receipt follows: "第三十一条第二项".
std::string article_of(Channel channel);
/// When the unit has to have confirmed what arrived on that day: a plain letter the same day (Art. 31(2)), internet and fax by
/// the next working day (the law gives no number: catalog/regulation/rules.json); nothing for the other channels.
std::optional<Day> confirm_by(Channel channel, Day arrived, const WorkCalendar& calendar, int working_days);

}  // namespace gongkai::regulation
