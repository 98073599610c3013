// ClamAV's daemon over its Unix socket. It is optional: without it, files are honestly 未查毒.
#pragma once
#include <filesystem>
#include <string>

namespace gongkai::files {

enum class Verdict { clean, infected, not_scanned };

struct VirusScan {
  Verdict verdict = Verdict::not_scanned;
  std::string reply{};  // the signature's name, or why nothing was scanned
};

/// Streams the file (INSTREAM), so that the daemon needs no right to read it. Never throws for want of a daemon.
VirusScan scan_for_viruses(const std::filesystem::path& socket, const std::filesystem::path& file);

}  // namespace gongkai::files
