// The typed half of in_transaction; included by transaction.hpp alone.
#pragma once
#include <charconv>
#include <concepts>

#include "platform/transaction/transaction.hpp"

namespace gongkai::detail {

/// What the body of a use case said, without its type: a fault, or the text of its answer.
struct Outcome {
  std::optional<Fault> fault{};
  std::string answer{};
};
struct Ran {
  std::optional<Fault> fault{};
  std::optional<std::string> earlier_answer{};  // of the first call with the same key; the body did not count
};
Ran run_transaction(Context& context, std::string_view act, const std::function<Outcome(Transaction&)>& body);

template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

/// The answers that are worth keeping: a void, a number, an id, a text.
template <class T>
std::string answer_text(const T& value) {
  if constexpr (is_id<T>) return std::to_string(value.value);
  else if constexpr (std::integral<T>) return std::to_string(value);
  else if constexpr (std::same_as<T, std::string>) return value;
  else return {};
}

template <class T>
Result<T> parse_answer(const std::string& text) {
  if constexpr (std::is_void_v<T>) return {};
  else if constexpr (std::same_as<T, std::string>) return text;
  else if constexpr (is_id<T> || std::integral<T>) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    if constexpr (is_id<T>) return T{number};
    else return static_cast<T>(number);
  } else {
    return refuse(FaultKind::conflict, "transaction.already_done");
  }
}

}  // namespace gongkai::detail

namespace gongkai {

template <class F>
auto in_transaction(Context& context, std::string_view act, F&& f) -> std::invoke_result_t<F, Transaction&> {
  using R = std::invoke_result_t<F, Transaction&>;
  using T = typename R::value_type;
  std::optional<R> result;
  const auto ran = detail::run_transaction(context, act, [&](Transaction& tx) -> detail::Outcome {
    result.emplace(f(tx));
    if (!*result) return {.fault = result->error()};
    if constexpr (std::is_void_v<T>) return {};
    else return {.answer = detail::answer_text(**result)};
  });
  if (ran.fault) return std::unexpected(*ran.fault);
  if (ran.earlier_answer) return detail::parse_answer<T>(*ran.earlier_answer);
  return std::move(*result);  // NOLINT(bugprone-unchecked-optional-access): the body has run
}

}  // namespace gongkai
