// What goes into a bundle, gathered in one read.
#pragma once
#include "casework/case_files.hpp"
#include "platform/audit/query.hpp"
#include "regulation/clock.hpp"
#include "remedies/model.hpp"
#include "requests/reading.hpp"

namespace gongkai::remedies {

struct BundledCase {
  casework::Case of{};
  std::vector<casework::Event> events{};
  std::vector<casework::CaseFile> files{};
  std::string question{};  // of a consultation
  std::string party{};     // who was asked
};

struct BundleContent {
  requests::Request request{};
  std::string unit_name{};
  std::vector<BundledCase> cases{};  // the request first, then what hangs on it
  std::optional<regulation::ClockReading> clock{};
  std::vector<audit::Entry> trail{};  // oldest first
};

/// The request behind the case must exist; the caller has asked for the permission.
BundleContent gather(db::Session& session, Context& context, CaseId request);

struct BundledFile {
  std::string path{};  // in the ZIP
  std::string name{};
  std::string role{};
  std::string case_number{};
  std::string bytes{};
  std::string sha256{};
};
/// The page that a reader opens first: complete in itself, without addresses outside the bundle.
std::string index_page(const BundleContent& content, const std::vector<BundledFile>& files, Instant made_at);
/// The same for programs.
std::string index_json(const BundleContent& content, Instant made_at);

}  // namespace gongkai::remedies
