#include "content/gates.hpp"

namespace gongkai::content {

namespace {

/// Filled while the platform is put together, read ever after.
struct Gates {
  std::vector<Gate> list;
};

const std::vector<Gate>& gates_of(const Context& context) {
  return context.services.parts.of<Gates>().list;
}

void add(std::vector<Fault>& faults, std::vector<Fault> more) {
  faults.insert(faults.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

void add_gate(Services& services, Gate gate) {
  services.parts.of<Gates>().list.push_back(std::move(gate));
}

std::vector<Fault> gates_against_submit(db::Session& session, const Context& context, const Desk& desk) {
  std::vector<Fault> faults;
  for (const auto& gate : gates_of(context))
    if (gate.why_not_submit) add(faults, gate.why_not_submit(session, context, desk));
  return faults;
}

std::vector<Fault> gates_against_release(db::Session& session, const Context& context, const Desk& desk,
                                         bool emergency) {
  std::vector<Fault> faults;
  for (const auto& gate : gates_of(context))
    if (gate.why_not_release && !(emergency && gate.waivable))
      add(faults, gate.why_not_release(session, context, desk));
  return faults;
}

std::vector<std::string> gates_waived(db::Session& session, const Context& context, const Desk& desk) {
  std::vector<std::string> names;
  for (const auto& gate : gates_of(context))
    if (gate.waivable && gate.why_not_release && !gate.why_not_release(session, context, desk).empty())
      names.push_back(gate.name);
  return names;
}

Result<void> pass_gates(Transaction& tx, Desk& desk, Gate::Act Gate::* act) {
  for (const auto& gate : gates_of(tx.context()))
    if (gate.*act) CHECK_OK((gate.*act)(tx, desk));
  return {};
}

}  // namespace gongkai::content
