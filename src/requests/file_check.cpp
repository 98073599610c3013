#include "requests/file_check.hpp"

#include <algorithm>

#include "letters/kinds.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::requests {

namespace {

using casework::Event;

/// Goes through the stages and takes what it finds; a letter on paper answers for one letter that was not written here.
class Inventory {
 public:
  Inventory(const Situation& situation, const Holdings& held)
      : m_events(*situation.events), m_held(held), m_papers(std::ranges::count(held.roles, "paper")) {}

  void at(FileStage stage) { m_stage = stage; }
  const Event* last(std::string_view act) const { return casework::last_of(m_events, act); }
  bool has(std::string_view role) const { return std::ranges::find(m_held.roles, role) != m_held.roles.end(); }

  void add(std::string id, bool is_held, std::string evidence, Presence otherwise = Presence::missing) {
    m_items.push_back(
        {m_stage, std::move(id), is_held ? Presence::held : otherwise, is_held ? std::move(evidence) : ""});
  }
  void add_event(std::string id, const Event* event) { add(std::move(id), event, event ? to_chinese(event->on) : ""); }

  /// A paper that can be lost: a note on why it is not there stands in for it.
  void add_paper(std::string id, bool is_held, std::string evidence) {
    add(std::move(id), is_held, std::move(evidence), has("explanation") ? Presence::explained : Presence::missing);
  }

  /// The letter of the act, written here or kept on paper.
  void add_letter(std::string id, std::string_view kind) {
    const auto* sent = sent_letter([&](const Holdings::Letter& letter) { return letter.kind == kind; });
    add_found(std::move(id), sent);
  }
  void add_found(std::string id, const Holdings::Letter* sent) {
    if (sent) return add(std::move(id), true, sent->number.empty() ? to_chinese(*sent->sent_on) : sent->number);
    const bool on_paper = m_papers > 0;
    if (on_paper) --m_papers;
    add_paper(std::move(id), on_paper, std::string(i18n::text("requests.file_on_paper")));
  }
  template <class Is>
  const Holdings::Letter* sent_letter(Is is) const {
    const auto found =
        std::ranges::find_if(m_held.letters, [&](const auto& letter) { return letter.sent_on && is(letter); });
    return found == m_held.letters.end() ? nullptr : &*found;
  }
  const Holdings& held() const { return m_held; }
  std::vector<FileItem> take() { return std::move(m_items); }

 private:
  const std::vector<Event>& m_events;
  const Holdings& m_held;
  std::ptrdiff_t m_papers;
  FileStage m_stage = FileStage::registration;
  std::vector<FileItem> m_items{};
};

bool is_reply(const Holdings::Letter& letter) {
  const auto* kind = letters::book().find_kind(letter.kind);
  return kind && kind->is_reply;
}

void registration(Inventory& inventory, const Situation& s) {
  inventory.at(FileStage::registration);
  inventory.add_event("application", inventory.last("received"));
  if (s.kind->id != kind::request) return;
  const auto received = received_on(s.channel, *s.events);
  inventory.add("receipt_day", received.has_value(), received ? to_chinese(*received) : "");  // Art. 31
}

void examination(Inventory& inventory) {
  inventory.at(FileStage::examination);
  if (inventory.last("correction_asked")) inventory.add_letter("correction", "DOC_CORRECT");  // Art. 30
  if (const auto* corrected = inventory.last("corrected")) inventory.add_event("corrected", corrected);
  if (inventory.last("explanation_asked")) inventory.add_letter("explanation_asked", "DOC_REASON");  // Art. 35
}

bool was_asked(const Situation& s, std::string_view party) {
  return std::ranges::any_of(
      *s.events, [&](const Event& event) { return event.act == "consultation_sent" && event.party == party; });
}

void handling(Inventory& inventory, const Situation& s) {
  inventory.at(FileStage::handling);
  if (was_asked(s, "third_party")) inventory.add_letter("third_party", "DOC_3RD");    // Art. 32
  if (was_asked(s, "joint_maker")) inventory.add_letter("joint_maker", "DOC_JOINT");  // Art. 34
  if (inventory.last("consultation_sent")) inventory.add("opinions", inventory.held().open_cases.empty(), "");
  if (inventory.last("extended")) inventory.add_letter("extension", "DOC_EXTEND");  // Art. 33(2)
  if (inventory.last("fee_notified") && !inventory.last("fee_waived")) inventory.add_letter("fee", "DOC_FEE");
}

void delivery(Inventory& inventory, const Holdings::Letter* reply) {
  const bool here = reply && reply->is_delivered;
  inventory.add_paper("delivery", here || inventory.has("proof"), here ? reply->number : "");
}

/// Art. 36 and 37: the answer, its reasons, and what was given out with it.
void reply(Inventory& inventory) {
  inventory.at(FileStage::reply);
  const auto* replied = inventory.last("replied");
  const auto* closed = inventory.last("closed");
  const auto* end = replied ? replied : closed;
  const auto* outcome = end ? regulation::catalog_outcomes().find(casework::text_fact(*end, "outcome")) : nullptr;
  if (replied) {
    const auto* decided = inventory.last("decided");
    inventory.add_paper("reasons", decided && !decided->note.empty(), decided ? to_chinese(decided->on) : "");
  }
  if (replied && casework::text_fact(*replied, "way") == "on_the_spot") return inventory.add_event("reply", replied);
  if (!replied && (!outcome || outcome->letter.empty())) return;
  const auto* sent = inventory.sent_letter(is_reply);
  inventory.add_found("reply", sent);
  delivery(inventory, sent);
  if (outcome && (outcome->reply_id == "R36_2" || outcome->reply_id == "R37"))
    inventory.add("supplied", inventory.has("supplied") || inventory.has("redacted"), "", Presence::advised);
}

void archiving(Inventory& inventory, const Situation& s) {
  inventory.at(FileStage::archiving);
  const auto* stage = s.kind->find_stage(s.stage);
  const bool is_over = stage && !stage->is_open;
  inventory.add("outcome", is_over, stage ? stage->name : "");
  const auto unfinished = std::ranges::count_if(inventory.held().letters, &Holdings::Letter::is_unfinished);
  inventory.add("no_drafts", unfinished == 0, "");
}

}  // namespace

std::string_view id_of(FileStage stage) {
  switch (stage) {
    case FileStage::registration: return "registration";
    case FileStage::examination: return "examination";
    case FileStage::handling: return "handling";
    case FileStage::reply: return "reply";
    case FileStage::archiving: return "archiving";
  }
  return {};
}

std::string_view id_of(Presence presence) {
  switch (presence) {
    case Presence::held: return "held";
    case Presence::explained: return "explained";
    case Presence::advised: return "advised";
    case Presence::missing: return "missing";
  }
  return {};
}

std::vector<FileItem> file_items(const Situation& situation, const Holdings& held) {
  Inventory inventory(situation, held);
  registration(inventory, situation);
  if (situation.kind->id == kind::request) {
    examination(inventory);
    handling(inventory, situation);
    reply(inventory);
  } else {
    inventory.at(FileStage::reply);
    inventory.add_event("result", inventory.last("finished"));
  }
  archiving(inventory, situation);
  return inventory.take();
}

std::vector<Fault> missing_in(const std::vector<FileItem>& items) {
  std::vector<Fault> faults;
  for (const auto& item : items)
    if (item.presence == Presence::missing)
      faults.push_back({FaultKind::conflict, "requests.file_lacks_" + item.id, "", {}, {}});
  return faults;
}

}  // namespace gongkai::requests
