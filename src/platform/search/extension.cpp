#include "platform/search/extension.hpp"

#include <array>
#include <bitset>
#include <memory>
#include <string_view>

#include "platform/search/sqlite.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
enum class TokenMode { pairs, singles };

struct Tokenizer {
  TokenMode mode = TokenMode::pairs;
};

using TokenCallback = int (*)(void*, int, const char*, int, int, int);

std::size_t encode(char32_t c, char* out) {
  if (c < 0x80) return out[0] = static_cast<char>(c), 1;
  if (c < 0x800) return out[0] = static_cast<char>(0xC0 | (c >> 6)), out[1] = static_cast<char>(0x80 | (c & 63)), 2;
  if (c < 0x10000) {
    out[0] = static_cast<char>(0xE0 | (c >> 12));
    out[1] = static_cast<char>(0x80 | ((c >> 6) & 63));
    out[2] = static_cast<char>(0x80 | (c & 63));
    return 3;
  }
  out[0] = static_cast<char>(0xF0 | (c >> 18));
  out[1] = static_cast<char>(0x80 | ((c >> 12) & 63));
  out[2] = static_cast<char>(0x80 | ((c >> 6) & 63));
  out[3] = static_cast<char>(0x80 | (c & 63));
  return 4;
}

/// Gives FTS5 the tokens and remembers the first refusal. FTS5 wants byte places only for its own highlighting, which
/// we do not use, so they are 0.
class TokenOutput {
 public:
  TokenOutput(void* context, TokenCallback callback) : m_context(context), m_callback(callback) {}
  void put(std::u32string_view token, bool same_place) {
    if (m_code != SQLITE_OK) return;
    std::array<char, longest_word * 4> bytes;
    std::size_t size = 0;
    for (const char32_t c : token) size += encode(c, bytes.data() + size);
    m_code = m_callback(m_context, same_place ? FTS5_TOKEN_COLOCATED : 0, bytes.data(), static_cast<int>(size), 0, 0);
  }
  int code() const { return m_code; }

 private:
  void* m_context;
  TokenCallback m_callback;
  int m_code = SQLITE_OK;
};

/// Each distinct character once: that index keeps no places.
void put_singles(std::u32string_view form, TokenOutput& output) {
  std::bitset<0x10000> seen;
  for (const char32_t& c : form) {
    if (class_of(c) != CharacterClass::han || (c < 0x10000 && seen[c])) continue;
    if (c < 0x10000) seen[c] = true;
    output.put({&c, 1}, false);
  }
}

int tokenize(Fts5Tokenizer* self, void* context, int flags, const char* text, int size, TokenCallback callback) {
  try {
    const auto form = form_of({text ? text : "", static_cast<std::size_t>(size)});
    TokenOutput output(context, callback);
    if (reinterpret_cast<Tokenizer*>(self)->mode == TokenMode::singles) put_singles(form, output);
    else if ((flags & FTS5_TOKENIZE_QUERY) != 0)
      each_query_token(form, [&](std::u32string_view token) { output.put(token, false); });
    else each_document_token(form, [&](std::u32string_view token, bool same_place) { output.put(token, same_place); });
    return output.code();
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  } catch (...) {
    return SQLITE_ERROR;
  }
}

int create_tokenizer(void*, const char** arguments, int count, Fts5Tokenizer** out) {
  const bool singles = count > 0 && std::string_view(arguments[0]) == "singles";
  *out = reinterpret_cast<Fts5Tokenizer*>(new Tokenizer{singles ? TokenMode::singles : TokenMode::pairs});
  return SQLITE_OK;
}

void delete_tokenizer(Fts5Tokenizer* tokenizer) {
  delete reinterpret_cast<Tokenizer*>(tokenizer);
}

// title, body, attached, names: a match in the title weighs most, one in a name (unit, area) little.
constexpr std::array<double, 4> column_weights{6.0, 1.0, 0.6, 1.5};
constexpr int most_phrases = 32;
constexpr int most_places = 400;

/// Saturated frequency: the tenth occurrence says less than the second.
void weigh(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result, int, sqlite3_value**) {
  std::array<std::array<int, 4>, most_phrases> found{};
  int places = 0;
  if (const int code = api->xInstCount(context, &places); code != SQLITE_OK)
    return sqlite3_result_error_code(result, code);
  for (int i = 0; i < std::min(places, most_places); ++i) {
    int phrase = 0, column = 0, offset = 0;
    if (const int code = api->xInst(context, i, &phrase, &column, &offset); code != SQLITE_OK)
      return sqlite3_result_error_code(result, code);
    if (phrase < most_phrases && column < 4)
      ++found[static_cast<std::size_t>(phrase)][static_cast<std::size_t>(column)];
  }
  double weight = 0;
  for (const auto& phrase : found)
    for (std::size_t column = 0; column < 4; ++column)
      weight += column_weights[column] * phrase[column] / (phrase[column] + 1.5);
  sqlite3_result_double(result, weight);
}

fts5_api* api_of(sqlite3* db) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (const int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, nullptr); code != SQLITE_OK)
    fail(db, code, "fts5");
  sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
  sqlite3_step(statement);
  sqlite3_finalize(statement);
  if (api == nullptr) throw Error("search index: this sqlite3 has no FTS5");
  return api;
}
}  // namespace

void install_extension(sqlite3* db) {
  auto* api = api_of(db);
  fts5_tokenizer tokenizer{create_tokenizer, delete_tokenizer, tokenize};
  if (const int code = api->xCreateTokenizer(api, "gongkai", nullptr, &tokenizer, nullptr); code != SQLITE_OK)
    fail(db, code, "tokenizer");
  if (const int code = api->xCreateFunction(api, "weigh", nullptr, weigh, nullptr); code != SQLITE_OK)
    fail(db, code, "weigh");
}

}  // namespace gongkai::search
