// Search over everything public. The index is derived: it can be thrown away and rebuilt from the database at any
// time, and it follows the change feed. All engines stand behind `Index`; open_index() gives the one on SQLite FTS5.
//
//   auto answer = index.query({.text = "公租房 申请", .facets = true});
//   for (const Hit& hit : answer.hits) … hit.title.text with hit.title.marks …
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/time.hpp"

namespace gongkai::search {

/// 有效性. A repealed document stays findable and shows its mark in every hit.
enum class Validity { not_applicable = 0, in_force = 1, amended = 2, lapsed = 3, repealed = 4 };

/// The text of an attachment, or of one page of it.
struct Section {
  std::string label{};  // "附件1 申请表.pdf"
  int page = 0;         // 0: the whole file
  std::string text{};
  std::string address{};  // "/f/…/申请表.pdf": where a hit in it leads
};

struct Document {
  std::int64_t id = 0;
  std::string kind{};  // key of the document type: "notice", "policy", …
  std::int64_t site = 0;
  std::vector<std::int64_t> also_on{};  // further sites that show it without a copy
  std::int64_t unit = 0;
  std::int64_t column = 0;
  std::string category{};
  std::string theme{};
  std::vector<std::string> audiences{};  // whom it is for; several
  std::string area{};                    // name of the county or town it belongs to; searchable
  std::string unit_name{};               // searchable
  Validity validity = Validity::not_applicable;
  Day day{};             // the day that orders it, normally the day of release
  std::string number{};  // 发文字号, in any bracket style
  std::string title{};
  std::string body{};  // plain text, paragraphs parted by newlines
  std::vector<Section> sections{};
  std::string address{};  // "/d/…"
};

struct Removal {
  std::int64_t id = 0;
};
using Change = std::variant<Document, Removal>;

/// A place in the change feed: (transaction, sequence) on PostgreSQL, (0, sequence) on SQLite.
struct Checkpoint {
  std::int64_t transaction = 0;
  std::int64_t sequence = 0;
  auto operator<=>(const Checkpoint&) const = default;
};

enum class Dimension { site, unit, column, kind, category, theme, area, audience, validity, year };
constexpr std::size_t dimension_count = 10;

enum class Sort { relevance, newest };
enum class Scope { anywhere, title };

/// An empty filter admits everything; values of one filter are alternatives, different filters must all hold.
struct Query {
  std::string text{};  // whatever the reader typed; empty lists everything, newest first
  Scope scope = Scope::anywhere;
  Sort sort = Sort::relevance;
  bool as_typed = false;  // no correction: the reader has seen it and means what was typed
  std::vector<std::int64_t> sites{};
  std::vector<std::int64_t> units{};
  std::vector<std::int64_t> columns{};
  std::vector<std::string> kinds{};
  std::vector<std::string> categories{};
  std::vector<std::string> themes{};
  std::vector<std::string> areas{};
  std::vector<std::string> audiences{};
  std::vector<Validity> validities{};
  std::optional<Day> from{};
  std::optional<Day> to{};
  int offset = 0;  // at most 1,000 hits deep
  int limit = 10;  // at most 100
  bool facets = false;
  bool snippets = true;
  bool related = false;  // fill Answer::related when there are few hits
};

/// Text with the matched places as byte ranges, in order and apart; never markup.
struct Marked {
  std::string text{};
  std::vector<std::pair<std::size_t, std::size_t>> marks{};  // [begin, end)
};

struct Hit {
  std::int64_t id = 0;
  std::string kind{};
  std::int64_t site = 0;
  std::int64_t unit = 0;
  std::int64_t column = 0;
  std::string category{};
  std::string theme{};
  std::string area{};
  Validity validity = Validity::not_applicable;
  Day day{};
  std::string number{};
  std::string address{};
  Marked title{};
  Marked snippet{};       // empty unless Query::snippets
  std::string section{};  // label of the attachment the snippet is from; "" for the document itself
  int page = 0;
  std::string section_address{};
};

/// What the box offers while somebody types: a document, with what must be known before it is opened.
struct Suggestion {
  std::int64_t id = 0;
  std::string title{};
  std::string number{};
  std::string address{};
  Validity validity = Validity::not_applicable;
};

/// The words that people maintain; catalog/search/*.json are those the product comes with.
struct Words {
  std::vector<std::vector<std::string>> synonyms{};               // groups with one meaning
  std::vector<std::pair<std::string, std::string>> successors{};  // old name, present name: who asks for the old …
  std::vector<std::string> question_words{};                      // passed over: 请问, 如何, 怎么办理
  std::vector<std::string> unwelcome{};                           // nothing that holds one is ever suggested
};
Words words_of_the_catalog();

struct FacetValue {
  std::int64_t id = 0;  // site, unit, column; the number of a Validity or a year
  std::string text{};   // kind, category, theme, area, audience
  std::int64_t count = 0;
};

/// Exact counts of all matches under the filters of the *other* dimensions, so that a reader can change the choice.
struct Facet {
  Dimension dimension = Dimension::site;
  std::vector<FacetValue> values{};  // most frequent first; documents without a value are not counted
};

enum class Found {
  as_written,
  without_question_words,  // 如何申请公租房 → 申请公租房
  partly,                  // only a part of the words is in each hit
  corrected,               // Answer::did_you_mean was looked for, because nothing is written as typed
  by_pinyin,
  nothing,
};

struct Answer {
  std::vector<Hit> hits{};
  std::int64_t total = 0;
  bool total_is_at_least = false;  // there are more: show "300+"
  /// When there are fewer than five hits: documents whose title says nearly the same. Not counted.
  std::vector<Hit> related{};
  std::vector<Facet> facets{};
  Found found = Found::nothing;
  std::string did_you_mean{};  // 您是不是要找
};

enum class State { ready, rebuilding, broken };

struct Statistics {
  State state = State::ready;
  bool needs_rebuild = false;  // the file was missing, older or broken: call rebuild()
  std::int64_t documents = 0;
  std::int64_t file_bytes = 0;
  std::int64_t log_bytes = 0;
  Checkpoint checkpoint{};
};

/// The machinery broke: disk full, file damaged. A strange query never throws.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads everything that belongs into the index, gives each document to the sink (best ordered by day), and returns
/// the place in the feed from before the first read.
using Sink = std::function<void(Document)>;
using Source = std::function<Checkpoint(const Sink&)>;
using Progress = std::function<void(std::int64_t documents)>;

/// All calls may come from any thread; writers are served one after the other.
class Index {
 public:
  virtual ~Index() = default;

  /// Puts the changes and the checkpoint in one transaction; visible to every query that starts after it returns.
  /// Best in batches of 20 to 50. Applying the same changes again does no harm.
  virtual void apply(std::span<const Change> changes, Checkpoint checkpoint) = 0;
  virtual Checkpoint checkpoint() const = 0;
  /// Waits until the index has reached the checkpoint; false when the time is up.
  virtual bool wait_for(Checkpoint checkpoint, std::chrono::milliseconds patience) = 0;

  /// Builds a fresh index beside the old one, which goes on serving, and swaps them. What is applied meanwhile is
  /// kept.
  virtual void rebuild(const Source& source, const Progress& progress = {}) = 0;

  virtual Answer query(const Query& query) = 0;
  /// Documents for what has been typed so far, in characters, pinyin, initials or the beginning of a 文号; no title
  /// twice, and only of the site unless it is 0.
  virtual std::vector<Suggestion> suggest(std::string_view typed, int limit = 8, std::int64_t site = 0) = 0;
  /// The documents themselves, in this order and without passages; those that are not in the index are left out.
  virtual std::vector<Hit> documents(std::span<const std::int64_t> ids) = 0;

  /// Replaces all words at once; the next question uses them, nothing is rebuilt.
  virtual void set_words(const Words& words) = 0;
  /// For the night: merges the index into few pieces, in small steps that let writers through.
  virtual void optimize() = 0;
  /// Reads the whole file; false means that it must be rebuilt (seconds on a large index).
  virtual bool check() = 0;
  virtual Statistics statistics() const = 0;
};

struct Options {
  std::filesystem::path file{};  // "<data folder>/search.db"; its folder must exist
  int scored_hits = 300;         // how many of the newest matches outside the title are scored
  std::int64_t log_limit_bytes = 64 << 20;
};

/// Opens the file or makes an empty one. A broken file or one of an older version is moved aside and
/// statistics().needs_rebuild says so; it never throws for the state of the file.
std::unique_ptr<Index> open_index(Options options);

}  // namespace gongkai::search
