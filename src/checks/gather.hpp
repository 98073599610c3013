// Everything that would become public with an edition, as texts with their places: title, summary, body, fields, the names
// of the attachments and all that lies in them, shown or hidden.
#pragma once
#include <string>
#include <vector>

#include "checks/finding.hpp"
#include "checks/personal.hpp"
#include "content/desk.hpp"

namespace gongkai::checks {

struct Piece {
  Place place{};
  std::string text{};
  bool own = false;      // written here: style counts
  bool removed = false;  // was in the upload and is no longer in the file that goes out
  bool contact = false;  // a field for the office's telephone
};

struct Gathered {
  std::vector<Piece> pieces{};
  std::vector<Finding> findings{};  // what the files themselves tell: hidden content, no text to check
  int waiting = 0;                  // attachments whose text is still being read
  Known known{};
};

Gathered gather(db::Session& session, const Services& services, const content::Desk& desk);

/// Attachments whose text is still being read.
int count_waiting(db::Session& session, const Services& services, const content::Desk& desk);

/// What the edition consists of, in short: with the same fingerprint a look at it finds the same.
std::string fingerprint(db::Session& session, Services& services, const content::Desk& desk);

}  // namespace gongkai::checks
