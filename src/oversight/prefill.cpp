#include "oversight/prefill.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"
#include "letters/kinds.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::oversight {

namespace {

using casework::Event;

std::string words(std::string_view name, i18n::Values values = {}) {
  return i18n::text("oversight.evidence_" + std::string(name), values);
}

const std::vector<Event>& events_of(const CaseRecord& record) {
  return *record.situation.events;
}

std::int64_t count_of(const CaseRecord& record, std::string_view act) {
  return std::ranges::count(events_of(record), act, &Event::act);
}

/// The reply that was sent from here; one on paper cannot be read.
const letters::Letter* reply_of(const CaseRecord& record) {
  const auto found = std::ranges::find_if(record.letters, [](const letters::Letter& letter) {
    const auto* kind = letters::book().find_kind(letter.kind);
    return letter.is_sent() && kind && kind->is_reply;
  });
  return found == record.letters.end() ? nullptr : &*found;
}

/// Art. 31: the day that the channel sets.
Proposal receipt_day(const CaseRecord& record) {
  const auto channel = record.situation.channel;
  const auto received = requests::received_on(channel, events_of(record));
  if (!received) return {Verdict::failed, words("no_receipt_day")};
  return {Verdict::met, words("receipt_day", {{"channel", regulation::label_of(channel)},
                                              {"day", to_chinese(*received)},
                                              {"article", regulation::article_of(channel)}})};
}

/// Art. 30: once, within seven working days. Whether all was asked for at once is for a person to judge.
Proposal correction(const CaseRecord& record) {
  const auto times = count_of(record, "correction_asked");
  if (times == 0) return {Verdict::not_applicable, words("no_correction")};
  const auto received = requests::received_on(record.situation.channel, events_of(record));
  if (!received || times > 1) return {Verdict::failed, words("corrections", {{"times", std::to_string(times)}})};
  const auto asked = casework::first_of(events_of(record), "correction_asked")->on;
  const auto used = record.situation.calendar->count(*received, asked);
  const auto term = record.situation.rules->on(*received).terms.correction_notice;
  return {used <= term ? Verdict::met : Verdict::failed,
          words("correction",
                {{"day", to_chinese(asked)}, {"used", std::to_string(used)}, {"term", std::to_string(term)}})};
}

bool names_third_party(const CaseRecord& record) {
  const auto* decided = casework::last_of(events_of(record), "decided");
  return decided && casework::text_fact(*decided, "ground") == regulation::id_of(regulation::Ground::e15);
}

/// Art. 32. A refusal for a third party's sake (Art. 15) without having asked is a fault; otherwise only a reader of the file
/// can tell whether there was a third party.
Proposal third_party(const CaseRecord& record) {
  const auto asked = std::ranges::find_if(events_of(record), [](const Event& event) {
    return event.act == "consultation_sent" && event.party == "third_party";
  });
  if (asked != events_of(record).end()) return {Verdict::met, words("third_party", {{"day", to_chinese(asked->on)}})};
  if (names_third_party(record)) return {Verdict::failed, words("third_party_not_asked")};
  return {std::nullopt, words("third_party_unknown")};
}

Proposal from_reply(const CaseRecord& record, Proposal (*read)(const letters::Letter&)) {
  const auto* reply = reply_of(record);
  if (casework::last_of(events_of(record), "withdrawn")) return {Verdict::not_applicable, words("withdrawn")};
  if (!reply) return {std::nullopt, words("reply_on_paper")};
  return read(*reply);
}

/// The kind demands its articles before it is sent; whether they are the right ones is for a person to judge.
Proposal articles(const letters::Letter& reply) {
  const auto said = letters::fact(reply.facts, "articles");
  if (said.empty()) return {Verdict::failed, words("no_articles", {{"number", reply.number}})};
  return {Verdict::met, words("articles", {{"number", reply.number}, {"articles", said}})};
}

Proposal reasons(const letters::Letter& reply) {
  const auto& kind = letters::kind_of(reply.kind);
  for (const auto* field : {"reasons", "search_statement", "unclear_points", "volume"}) {
    if (std::ranges::find(kind.needs, field) == kind.needs.end()) continue;
    const auto length = count_characters(letters::fact(reply.facts, field));
    return {length > 0 ? Verdict::met : Verdict::failed,
            words("reasons", {{"number", reply.number}, {"length", std::to_string(length)}})};
  }
  return {Verdict::not_applicable, words("no_reasons_needed", {{"kind", kind.name}})};
}

/// Art. 51, 行政复议法 Art. 20, 23(2).
Proposal remedies(const letters::Letter& reply) {
  if (letters::kind_of(reply.kind).remedy.empty()) return {Verdict::not_applicable, words("no_remedies_needed")};
  const bool told = reply.text.contains("行政复议") && reply.text.contains("行政诉讼");
  return {told ? Verdict::met : Verdict::failed, words(told ? "remedies" : "no_remedies", {{"number", reply.number}})};
}

/// Art. 33, day by day.
Proposal in_time(const CaseRecord& record) {
  const auto reading = requests::reading_of(record.situation);
  if (!reading || !*reading) return {std::nullopt, words("no_clock")};
  if (!(*reading)->on_time || !(*reading)->ended) return {Verdict::not_applicable, words("withdrawn")};
  return {*(*reading)->on_time ? Verdict::met : Verdict::failed,
          words("in_time", {{"received", to_chinese((*reading)->received)},
                            {"ended", to_chinese(*(*reading)->ended)},
                            {"used", std::to_string((*reading)->counted)},
                            {"term", std::to_string((*reading)->term)}})};
}

Proposal delivery(const CaseRecord& record) {
  const auto item = std::ranges::find(record.items, "delivery", &requests::FileItem::id);
  if (item == record.items.end()) return {Verdict::not_applicable, words("no_delivery_needed")};
  if (item->presence == requests::Presence::held) return {Verdict::met, words("delivery")};
  return {Verdict::failed, words("no_delivery")};
}

/// Art. 45.
Proposal archive(const CaseRecord& record) {
  std::vector<std::string> gaps;
  for (const auto& item : record.items)
    if (item.presence == requests::Presence::missing || item.presence == requests::Presence::explained)
      gaps.emplace_back(i18n::text("requests.file_item_" + item.id));
  if (gaps.empty()) return {Verdict::met, words("file_complete")};
  return {Verdict::failed, words("file_lacks", {{"items", join(gaps, "、")}})};
}

struct Check {
  std::string_view id{};
  Proposal (*find)(const CaseRecord&);
};
constexpr Check checks[] = {{"receipt_day", receipt_day},
                            {"correction", correction},
                            {"third_party", third_party},
                            {"articles", [](const CaseRecord& record) { return from_reply(record, articles); }},
                            {"reasons", [](const CaseRecord& record) { return from_reply(record, reasons); }},
                            {"remedies", [](const CaseRecord& record) { return from_reply(record, remedies); }},
                            {"in_time", in_time},
                            {"delivery", delivery},
                            {"archive", archive}};

}  // namespace

bool is_check(std::string_view id) {
  return std::ranges::find(checks, id, &Check::id) != std::end(checks);
}

Proposal propose(std::string_view check, const CaseRecord& record) {
  if (check.empty()) return {};
  const auto* found = std::ranges::find(checks, check, &Check::id);
  if (found == std::end(checks)) throw std::logic_error("no check " + std::string(check));
  return found->find(record);
}

}  // namespace gongkai::oversight
