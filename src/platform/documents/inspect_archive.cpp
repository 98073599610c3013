// Office files and archives: the right kind, whole, no bomb, and nothing in them that runs.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "platform/documents/archive.hpp"
#include "platform/documents/inspect.hpp"
#include "platform/documents/xml.hpp"

namespace gongkai::documents {
namespace {
constexpr int max_nesting = 2;

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return name.ends_with(end); });
}

std::optional<Format> office_format(std::string_view name) {
  if (name.ends_with(".docx")) return Format::docx;
  if (name.ends_with(".xlsx")) return Format::xlsx;
  if (name.ends_with(".pptx")) return Format::pptx;
  return std::nullopt;
}

Result<void> inspect_name(const ArchiveEntry& entry) {
  const auto name = fold(entry.name);
  const auto detail = std::vector<std::pair<std::string, std::string>>{{"entry", shorten(clean_utf8(entry.name), 60)}};
  if (entry.is_encrypted) return refuse(FaultKind::invalid, "files.encrypted");
  if (ends_with_any(name,
                    {"vbaproject.bin", "vbadata.xml", ".docm", ".xlsm", ".pptm", ".dotm", ".xltm", ".xlam", ".ppam"}) ||
      name.find("/macrosheets/") != std::string::npos || name.find("/dialogsheets/") != std::string::npos)
    return refuse(FaultKind::invalid, "files.macro", {}, detail);
  if (name.find("/activex/") != std::string::npos ||
      (name.find("/embeddings/") != std::string::npos && name.ends_with(".bin")))
    return refuse(FaultKind::invalid, "files.active_content", {}, detail);
  if (is_program_name(name)) return refuse(FaultKind::invalid, "files.embedded_program", {}, detail);
  if (ends_with_any(name, {".zip", ".rar", ".7z", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".cab", ".iso"}))
    return refuse(FaultKind::invalid, "files.nested_archive", {}, detail);
  return {};
}

/// The part types an Office program goes by, whatever the parts are called.
Result<void> inspect_content_types(const Archive& archive, Format format) {
  pugi::xml_document types;
  if (!archive.has("[Content_Types].xml")) return refuse(FaultKind::invalid, "files.wrong_content");
  CHECK_OK(load_xml(archive, "[Content_Types].xml", types));
  const std::string_view main = format == Format::docx   ? "wordprocessingml.document.main+xml"
                                : format == Format::xlsx ? "spreadsheetml.sheet.main+xml"
                                                         : "presentationml.presentation.main+xml";
  bool is_main = false;
  for (const auto node : types.document_element().children()) {
    const auto type = fold(attribute(node, "ContentType"));
    if (type.find("macro") != std::string::npos || type.find("vbaproject") != std::string::npos)
      return refuse(FaultKind::invalid, "files.macro", {},
                    {{"entry", shorten(clean_utf8(attribute(node, "PartName")), 60)}});
    if (type.find("activex") != std::string::npos || type.find("oleobject") != std::string::npos)
      return refuse(FaultKind::invalid, "files.active_content", {},
                    {{"entry", shorten(clean_utf8(attribute(node, "PartName")), 60)}});
    is_main = is_main || type.ends_with(main);
  }
  if (!is_main) return refuse(FaultKind::invalid, "files.wrong_content");
  return {};
}

/// A template, frame or object fetched from elsewhere when the file is opened; plain links are fine.
Result<void> inspect_relations(const Archive& archive) {
  constexpr std::array<std::string_view, 5> fetched{"attachedTemplate", "oleObject", "frame", "subDocument",
                                                    "externalLinkPath"};
  for (const auto& entry : archive.entries()) {
    if (!entry.name.ends_with(".rels")) continue;
    pugi::xml_document document;
    CHECK_OK(load_xml(archive, entry.name, document));
    for (const auto node : document.document_element().children()) {
      const auto type = attribute(node, "Type");
      const auto last = type.substr(type.rfind('/') + 1);
      const auto target = fold(attribute(node, "Target"));
      const bool remote = target.starts_with("http:") || target.starts_with("https:") || target.starts_with("\\\\") ||
                          target.starts_with("file:");
      if (attribute(node, "TargetMode") == "External" && remote &&
          std::find(fetched.begin(), fetched.end(), last) != fetched.end())
        return refuse(FaultKind::invalid, "files.remote_part", {}, {{"entry", shorten(clean_utf8(target), 60)}});
    }
  }
  return {};
}

Result<void> inspect_ofd(const Archive& archive) {
  pugi::xml_document document;
  if (!archive.has("OFD.xml")) return refuse(FaultKind::invalid, "files.wrong_content");
  CHECK_OK(load_xml(archive, "OFD.xml", document));
  if (local_name(document.document_element()) != "OFD") return refuse(FaultKind::invalid, "files.wrong_content");
  return {};
}

Result<void> inspect_inner(const Archive& archive, int nesting) {
  for (const auto& entry : archive.entries()) {
    const auto inner = office_format(fold(entry.name));
    if (!inner) continue;
    if (nesting >= max_nesting)
      return refuse(FaultKind::invalid, "files.nested_archive", {}, {{"entry", shorten(entry.name, 60)}});
    const auto bytes = TRY(archive.read(entry.name));
    CHECK_OK(inspect_archive(bytes, *inner, nesting + 1));
  }
  return {};
}
}  // namespace

Result<void> inspect_archive(std::string_view bytes, Format format, int nesting) {
  if (!bytes.starts_with("PK\x03\x04")) return refuse(FaultKind::invalid, "files.wrong_content");
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos)
    return refuse(FaultKind::invalid, "files.polyglot");
  const auto archive = TRY(Archive::open(bytes));
  if (archive.entries().empty()) return refuse(FaultKind::invalid, "files.empty");
  for (const auto& entry : archive.entries()) CHECK_OK(inspect_name(entry));
  CHECK_OK(archive.inflate_all());
  if (format == Format::ofd) CHECK_OK(inspect_ofd(archive));
  if (format == Format::docx || format == Format::xlsx || format == Format::pptx) {
    CHECK_OK(inspect_content_types(archive, format));
    CHECK_OK(inspect_relations(archive));
  }
  return inspect_inner(archive, nesting);
}

}  // namespace gongkai::documents
