// The file on disk: its tables, its version, and whether it can be trusted.
//
//   documents, texts   what a hit shows; the old values that FTS5 needs to take a document out again
//   pairs              title, body, attachments, names as pairs of characters, with places: phrases
//   titles             titles alone: most queries end here
//   singles            single characters, without places
//   readings           titles in pinyin: syllables, and initials letter by letter
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "platform/search/columns.hpp"
#include "platform/search/sqlite.hpp"

namespace gongkai::search {

/// Raise `layout_version` when a table changes, `analysis_version` when text_form, pinyin or the tokens change.
constexpr int layout_version = 2;
constexpr int analysis_version = 1;

enum class Soundness {
  sound,
  outdated,  // readable, but the words were taken apart by an older rule: serve it and rebuild
  unusable,  // damaged, foreign or of another layout
};

void create_tables(const Connection& connection);

/// Reads the stamp and a little of every table; the whole of a small file.
Soundness soundness_of(const std::filesystem::path& file);

/// Reads the whole file and compares the indexes with themselves.
bool is_intact(const Connection& connection);

Columns load_columns(const Connection& connection);
Checkpoint load_checkpoint(const Connection& connection);

/// What the index holds of a document besides title and body.
std::string attached_text(const std::vector<Section>& sections);
std::string names_text(const Document& document);
/// Several texts in one cell.
std::string joined(const std::vector<std::string>& texts);
std::string joined(const std::vector<std::int64_t>& numbers);
std::vector<std::string> parted(std::string_view cell);
std::vector<std::int64_t> parted_numbers(std::string_view cell);
std::string sections_to_json(const std::vector<Section>& sections);
std::vector<Section> sections_from_json(std::string_view json);

std::filesystem::path beside(const std::filesystem::path& file, std::string_view suffix);
std::int64_t size_of(const std::filesystem::path& file);
/// The file with its log and shared memory.
void remove_database(const std::filesystem::path& file);

}  // namespace gongkai::search
