// The hidden subcommand that the server starts to read foreign documents.
#include "app/commands.hpp"
#include "platform/documents/worker.hpp"

namespace gongkai::app {

int extract_worker() {
  return documents::run_worker(3);
}

}  // namespace gongkai::app
