// What content keeps on people's desks: drafts that somebody began and has not submitted.
#pragma once

namespace gongkai::content {

/// Registered once in the life of the program, however often it is asked.
void add_duties();

}  // namespace gongkai::content
