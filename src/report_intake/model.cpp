#include "report_intake/model.hpp"

namespace gongkai::report_intake {

std::string_view name_of(State state) {
  switch (state) {
    case State::collecting: return "collecting";
    case State::checking: return "checking";
    case State::done: return "done";
  }
  return "";
}

std::string_view name_of(FileState state) {
  switch (state) {
    case FileState::waiting: return "waiting";
    case FileState::read: return "read";
    case FileState::unreadable: return "unreadable";
    case FileState::kept: return "kept";
  }
  return "";
}

std::optional<FileState> parse_file_state(std::string_view name) {
  for (const auto state : {FileState::waiting, FileState::read, FileState::unreadable, FileState::kept})
    if (name_of(state) == name) return state;
  return std::nullopt;
}

}  // namespace gongkai::report_intake
