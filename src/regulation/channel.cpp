#include "regulation/channel.hpp"

#include "platform/i18n/messages.hpp"

namespace gongkai::regulation {

std::string_view id_of(Channel channel) {
  switch (channel) {
    case Channel::in_person: return "in_person";
    case Channel::signed_mail: return "signed_mail";
    case Channel::plain_mail: return "plain_mail";
    case Channel::internet: return "internet";
    case Channel::fax: return "fax";
    case Channel::oral: return "oral";
  }
  return {};
}

std::optional<Channel> parse_channel(std::string_view id) {
  for (const auto channel : channels)
    if (id_of(channel) == id) return channel;
  return std::nullopt;
}

std::string label_of(Channel channel) {
  return std::string(i18n::text("regulation.channel_" + std::string(id_of(channel))));
}

bool needs_confirmation(Channel channel) {
  return channel == Channel::plain_mail || channel == Channel::internet || channel == Channel::fax;
}

std::string article_of(Channel channel) {
  return std::string(i18n::text("regulation.receipt_" + std::string(id_of(channel))));
}

std::optional<Day> confirm_by(Channel channel, Day arrived, const WorkCalendar& calendar, int working_days) {
  if (!needs_confirmation(channel)) return std::nullopt;
  if (channel == Channel::plain_mail) return arrived;  // Regulation Art. 31(2)
  return calendar.add(arrived, working_days);
}

}  // namespace gongkai::regulation
