#include "platform/db/postgres_dump.hpp"

#include <libpq-fe.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string_view>
#include <vector>

#include "platform/db/error.hpp"

extern char** environ;

namespace gongkai::db {
namespace {
/// Our environment with the parts of the connection string as PGHOST, PGPASSWORD and so on.
std::vector<std::string> environment_of(const std::string& conninfo) {
  std::vector<std::string> variables;
  for (char** entry = environ; *entry; ++entry)
    if (!std::string_view(*entry).starts_with("PG") || std::string_view(*entry).starts_with("PGPASS"))
      variables.emplace_back(*entry);
  auto* const options = PQconninfoParse(conninfo.c_str(), nullptr);
  if (!options) throw Error(Errc::other, {}, "the connection string of the database cannot be read");
  for (auto* option = options; option->keyword; ++option)
    if (option->val && option->envvar) variables.push_back(std::string(option->envvar) + "=" + option->val);
  PQconninfoFree(options);
  return variables;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  list.reserve(texts.size() + 1);
  for (auto& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

void run_tool(const std::string& name, std::vector<std::string> arguments, const std::string& conninfo) {
  arguments.insert(arguments.begin(), name);
  auto variables = environment_of(conninfo);
  const auto argument_pointers = pointers(arguments);
  const auto variable_pointers = pointers(variables);
  pid_t child = 0;
  if (posix_spawnp(&child, name.c_str(), nullptr, nullptr, argument_pointers.data(), variable_pointers.data()) != 0)
    throw Error(Errc::other, {}, name + " cannot be started; install postgresql-client-15");
  int status = 0;
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw Error(Errc::other, {}, name + " failed");
}

std::string database_of(const std::string& conninfo) {
  auto* const options = PQconninfoParse(conninfo.c_str(), nullptr);
  std::string name;
  for (auto* option = options; option && option->keyword; ++option)
    if (std::string_view(option->keyword) == "dbname" && option->val) name = option->val;
  PQconninfoFree(options);
  return name;
}
}  // namespace

void dump_postgres(const std::string& conninfo, const std::string& file) {
  const std::string partial = file + ".partial";
  run_tool("pg_dump", {"--format=custom", "--file=" + partial}, conninfo);
  std::filesystem::rename(partial, file);
}

void restore_postgres(const std::string& conninfo, const std::string& file) {
  run_tool("pg_restore",
           {"--exit-on-error", "--single-transaction", "--no-owner", "--dbname=" + database_of(conninfo), file},
           conninfo);
}

}  // namespace gongkai::db
