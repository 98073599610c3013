#include "platform/audit/checkpoint_check.hpp"

namespace gongkai::audit {

void check_checkpoints(Report& report, const Proof& proof, const std::function<std::string(std::int64_t)>& hash_at) {
  std::int64_t proven = 0;  // everything up to here is what it was
  for (const auto& checkpoint : proof.checkpoints) {
    std::optional<Finding> found;
    if (!is_genuine(checkpoint, proof.public_key)) found = Finding{Harm::forged, checkpoint.seq, 0};
    else if (checkpoint.seq > report.last_seq) found = Finding{Harm::truncated, report.last_seq + 1, 0};
    else if (hash_at(checkpoint.seq) != checkpoint.hash) found = Finding{Harm::rewritten, proven + 1, 0};
    if (!found) {
      ++report.checkpoints;
      proven = checkpoint.seq;
      continue;
    }
    // A broken link inside the chain is the more exact answer than the checkpoint that it breaks, too.
    if (!report.first) report.first = found;
    return;
  }
}

}  // namespace gongkai::audit
