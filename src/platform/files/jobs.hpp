// The file store's work behind the scenes, as jobs.
#pragma once
#include "platform/files/store.hpp"
#include "platform/jobs/runner.hpp"

namespace gongkai::files {

/// files.extract_text when a file was accepted, files.sweep each night, files.scrub each week. All must outlive the
/// runner.
void add_jobs(jobs::Runner& runner, Store& store, db::Database& database, const Clock& clock);

}  // namespace gongkai::files
