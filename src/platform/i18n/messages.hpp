// The wording of the product: catalog/messages/*.json, one file a capability, {"code": "文字 {placeholder}"}.
// Every text a person reads comes from here, so that an office can change a word without a programmer.
#pragma once
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace gongkai::i18n {

using Details = std::vector<std::pair<std::string, std::string>>;
/// What a caller writes down on the spot: {{"count", "12"}}.
using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;

class Messages {
 public:
  /// From the files that travel in the binary. Throws when a file is no object of texts or two files name one code.
  static Messages from_catalog();

  /// Adds the texts of one file; `name` is for the complaint.
  void add(std::string_view name, std::string_view json_text);

  /// The text without placeholders filled in; a missing code shows itself, so that nothing is ever blank.
  std::string_view text(std::string_view code) const;
  std::string text(std::string_view code, Values values) const;
  std::string text(std::string_view code, const Details& details) const;
  /// The fault's own text, without its followers.
  std::string message(const Fault& fault) const;
  bool has(std::string_view code) const;
  std::vector<std::string_view> codes() const;

  Messages();
  ~Messages();
  Messages(Messages&&) noexcept;

 private:
  struct Table;
  std::unique_ptr<Table> m_table;
};

/// The catalog of this process, read at first use.
const Messages& messages();

inline std::string_view text(std::string_view code) {
  return messages().text(code);
}
inline std::string text(std::string_view code, Values values) {
  return messages().text(code, values);
}

}  // namespace gongkai::i18n
