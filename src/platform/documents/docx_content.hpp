// What of a DOCX may go on: the stories that are shown and what they need to look as they do, read part by part from an
// allow-list, cleaned while reading. Everything else (comments, tracked changes, hidden runs, fields, custom XML, embedded
// objects, properties, thumbnails) is never taken up, so that it cannot be forgotten.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "platform/documents/redaction.hpp"
#include "platform/documents/xml.hpp"

namespace gongkai::documents {

/// A character of a paragraph and where it stands: in a text node, or an object that counts as one character.
struct DocxPlace {
  pugi::xml_node node;
  std::size_t offset = 0;  // characters into the text of the node
};
struct DocxParagraph {
  std::string part;  // "body", "header", …
  std::u32string text;
  std::vector<DocxPlace> places;
};
inline constexpr char32_t object_mark = U'\uFFFC';  // a picture in the text: it can be marked like a character

struct DocxPart {
  std::string kind;      // last word of its relation: "document", "header", "styles" …
  std::string id;        // of the relation
  std::string old_name;  // in the source
  std::string name;      // in the result
  std::unique_ptr<pugi::xml_document> xml;
  std::map<std::string, std::string> pictures;  // relation id to the path in the source
};

class DocxContent {
 public:
  /// The bytes must outlive it. Faults of the archive; files.damaged.
  static Result<DocxContent> read(std::string_view bytes);

  std::vector<DocxParagraph> paragraphs();
  const std::vector<std::pair<std::string, std::int64_t>>& extras() const { return m_extras; }
  /// The package of what there is now; pictures that nothing shows any more are left out, the others are written anew.
  Result<std::string> write();

 private:
  Result<void> add_part(const std::string& kind, const std::string& id, const std::string& old_name);
  void note(const std::string& extra, std::int64_t count = 1);
  void note_package();

  std::unique_ptr<Archive> m_archive;
  std::vector<DocxPart> m_parts;
  std::set<std::string> m_hidden_styles;
  std::vector<std::pair<std::string, std::int64_t>> m_extras;
};

/// Takes out of a story what is not shown; counts into f(kind). Pictures are the relations that may stay.
void clean_story(pugi::xml_node root, const std::set<std::string>& hidden_styles,
                 const std::map<std::string, std::string>& pictures, const std::set<std::string>& kept_relations,
                 const std::function<void(const char*)>& f);
/// Names of the styles that hide their text.
std::set<std::string> hidden_styles_of(pugi::xml_node styles);

}  // namespace gongkai::documents
