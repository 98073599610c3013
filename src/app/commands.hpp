// The command line: commands.cpp reads it (the only file with CLI11), each subcommand is a function of its own file.
#pragma once
#include <string>
#include <vector>

namespace gongkai::app {

enum ExitCode { fine = 0, findings = 1, wrong_use = 2 };

/// What every command that opens an installation takes.
struct Installation {
  std::string config_file{};  // --config
  std::string data_dir{};     // --data, over the configuration
  bool json = false;          // --json
};

struct ServeOptions {
  Installation installation{};
  std::string listen{};
  bool demo = false;
  int demo_scale = 1;
  bool tls = false;
};
int serve(const ServeOptions& options);

int migrate_database(const Installation& installation);
int check_database(const Installation& installation);

struct WorkdayOptions {
  std::string from{};
  std::string to{};
  int working_days = 0;
  bool explain = false;
  bool json = false;
};
int add_working_days(const WorkdayOptions& options);
int count_working_days(const WorkdayOptions& options);

struct RequestClockOptions {
  Installation installation{};
  std::string number{};   // of a case in the database …
  std::string history{};  // … or a file with the events
  std::string as_of{};    // over the file's own; today when neither says
  bool explain = false;   // every day of a case; those of a file are always told
};
int show_request_clock(const RequestClockOptions& options);

struct UserOptions {
  Installation installation{};
  std::string login{};
  std::string name{};
  std::string unit{};  // full or short name; the topmost unit when empty
  std::vector<std::string> roles{};
};
/// The password comes from GONGKAI_PASSWORD or from standard input, never from the command line.
int add_user(const UserOptions& options);
int set_password(const UserOptions& options);

struct AuditOptions {
  Installation installation{};
  std::string export_file{};  // verify an export offline instead of the database
  std::string checkpoints{};  // folder or file of published checkpoints
  std::string public_key{};
  std::string write_export{};
};
int verify_audit(const AuditOptions& options);
int export_audit(const AuditOptions& options);

struct VaultOptions {
  Installation installation{};
  bool national = false;  // SM4 instead of AES
};
/// Ends half way without harm: what is still sealed with an older key stays readable, and the next run goes on.
int rotate_vault(const VaultOptions& options);

struct BackupOptions {
  Installation installation{};
  std::string folder{};
};
int back_up(const BackupOptions& options);
int restore(const BackupOptions& options);

struct DemoOptions {
  Installation installation{};
  int scale = 1;
  long seed = 1;
};
int load_demo(const DemoOptions& options);

struct ImportOptions {
  Installation installation{};
  std::string file{};
  std::string map{};     // mapping as JSON, the same that the office saves
  std::string source{};  // by the file's ending when empty
  std::string unit{};    // full or short name; the topmost unit when empty
  std::string name{};
  std::string media{};  // ZIP with the files that records name
  bool check_only = false;
  bool skip_faulty = false;
  std::string undo{};  // id of an import to give back instead
  bool forced = false;
};
int import_documents(const ImportOptions& options);

struct ReportOptions {
  std::vector<std::string> files{};  // or folders
  std::string previous{};            // the report of the year before
  std::string total{};               // the report that must be the sum of the others
  bool json = false;
};
/// Exit code 0 without errors, 1 with errors, 2 when a file cannot be read.
int check_reports(const ReportOptions& options);

/// The process that reads foreign documents; started by the server itself, never by a person.
int extract_worker();

/// Exit codes: 0 fine, 1 findings, 2 wrong use or unreadable input.
int run(int argc, char** argv);

}  // namespace gongkai::app
