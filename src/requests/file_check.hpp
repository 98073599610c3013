// What lies in the file of a case, stage by stage (Regulation Art. 45: 登记、审核、办理、答复、归档), and what is missing before it may
// be archived. Pure: by what happened to the case and how it ended.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "requests/rules.hpp"

namespace gongkai::requests {

enum class FileStage { registration, examination, handling, reply, archiving };
std::string_view id_of(FileStage stage);

/// explained: missing, with a note on why it cannot be had (role "explanation"). advised: not there, and nothing demands it.
enum class Presence { held, explained, advised, missing };
std::string_view id_of(Presence presence);

/// What the file holds beside its events.
struct Holdings {
  struct Letter {
    std::string kind{};
    std::string number{};
    std::optional<Day> sent_on{};
    bool is_unfinished = false;
    bool is_delivered = false;  // handed over with a day of receipt or a proof
  };
  std::vector<Letter> letters{};          // of the case and of its sub-cases
  std::vector<std::string> roles{};       // of its files: "paper", "proof", "supplied" …
  std::vector<std::string> open_cases{};  // numbers of sub-cases that nobody has ended
};

struct FileItem {
  FileStage stage = FileStage::registration;
  std::string id{};  // reply, delivery …: requests.file_item_<id>
  Presence presence = Presence::held;
  std::string evidence{};  // what it is: a day, a number
};

/// In the order of the stages.
std::vector<FileItem> file_items(const Situation& situation, const Holdings& held);
/// One fault for each missing item; it says how to fill the gap.
std::vector<Fault> missing_in(const std::vector<FileItem>& items);

}  // namespace gongkai::requests
