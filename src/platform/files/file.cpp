#include "platform/files/file.hpp"

namespace gongkai::files {

std::string_view name_of(State state) {
  switch (state) {
    case State::good: return "good";
    case State::missing: return "missing";
    case State::corrupt: return "corrupt";
  }
  return "";
}

std::string_view name_of(Scan scan) {
  switch (scan) {
    case Scan::not_scanned: return "not_scanned";
    case Scan::clean: return "clean";
  }
  return "";
}

std::string_view name_of(TextState state) {
  switch (state) {
    case TextState::waiting: return "waiting";
    case TextState::done: return "done";
    case TextState::none: return "none";
    case TextState::failed: return "failed";
  }
  return "";
}

}  // namespace gongkai::files
