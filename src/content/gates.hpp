// What stands between a draft and the public, beside the rules of content itself. Other capabilities hang their gates
// here when the platform is put together: three reviews, secrecy form, checks, interpretation in step, registration.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "content/desk.hpp"

namespace gongkai::content {

struct Gate {
  using Why = std::function<std::vector<Fault>(db::Session&, const Context&, const Desk&)>;
  /// Runs in the transaction of the act, after content's own part; a refusal takes the whole act back.
  using Act = std::function<Result<void>(Transaction&, Desk&)>;

  std::string name;
  bool waivable = false;  // does not stand in the way of an emergency release
  Why why_not_submit{};
  Why why_not_release{};
  Act on_submit{};  // may send the edition back: state returned and a remark
  Act on_release{};
  Act on_return{};
  Act on_withdraw{};
};

void add_gate(Services& services, Gate gate);

std::vector<Fault> gates_against_submit(db::Session& session, const Context& context, const Desk& desk);
/// In an emergency only the gates that cannot be waived are asked.
std::vector<Fault> gates_against_release(db::Session& session, const Context& context, const Desk& desk,
                                         bool emergency);
/// The names of the gates that an emergency release jumped over.
std::vector<std::string> gates_waived(db::Session& session, const Context& context, const Desk& desk);
Result<void> pass_gates(Transaction& tx, Desk& desk, Gate::Act Gate::* act);

}  // namespace gongkai::content
