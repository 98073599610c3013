#include "platform/documents/inspect.hpp"

#include <magic.h>
#include <poppler-embedded-file.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include "base/text.hpp"
#include "platform/documents/charset.hpp"
#include "platform/documents/pdf.hpp"

namespace gongkai::documents {
namespace {
constexpr std::size_t head_bytes = 1 << 20;
constexpr std::string_view end_of_directory = "PK\x05\x06";

/// A ZIP is found from its end: whatever carries an end record there can be opened as one.
bool ends_like_zip(std::string_view bytes) {
  constexpr std::size_t record = 22, longest_comment = 65'535;
  const auto tail = bytes.substr(bytes.size() - std::min(bytes.size(), record + longest_comment));
  for (auto at = tail.rfind(end_of_directory); at != std::string_view::npos;
       at = at == 0 ? at : tail.rfind(end_of_directory, at - 1)) {
    if (tail.size() - at >= record && bytes.find("PK\x01\x02") != std::string_view::npos) return true;
    if (at == 0) return false;
  }
  return false;
}

bool contains_folded(std::string_view bytes, std::string_view lower) {
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b; };
  return std::search(bytes.begin(), bytes.end(), lower.begin(), lower.end(), same) != bytes.end();
}

bool has_markup(std::string_view bytes) {
  constexpr std::array<std::string_view, 6> marks{"<script", "<html", "<!doctype html", "<svg", "<?php", "<iframe"};
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) { return contains_folded(bytes, mark); });
}

Result<void> inspect_pdf(std::string_view bytes) {
  if (!bytes.starts_with("%PDF-")) return refuse(FaultKind::invalid, "files.wrong_content");
  if (ends_like_zip(bytes)) return refuse(FaultKind::invalid, "files.polyglot");
  const auto document = TRY(open_pdf(bytes));
  for (const auto* mark : {"/Launch", "/JavaScript", "/RichMedia"})
    if (bytes.find(mark) != std::string_view::npos) return refuse(FaultKind::invalid, "files.active_content");
  if (!document->has_embedded_files()) return {};
  for (auto* file : document->embedded_files())  // owned by the document
    if (is_program_name(file->name())) return refuse(FaultKind::invalid, "files.embedded_program");
  return {};
}

Result<void> inspect_image(std::string_view bytes, Format format) {
  const bool matches = format == Format::jpeg  ? bytes.starts_with("\xFF\xD8\xFF")
                       : format == Format::png ? bytes.starts_with("\x89PNG\r\n\x1A\n")
                       : format == Format::gif ? bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")
                                               : bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP");
  if (!matches) return refuse(FaultKind::invalid, "files.wrong_content");
  if (ends_like_zip(bytes) || has_markup(bytes)) return refuse(FaultKind::invalid, "files.polyglot");
  return {};
}

Result<void> inspect_media(std::string_view bytes, Format format) {
  const bool frame = bytes.size() > 2 && bytes[0] == '\xFF' && (bytes[1] & 0xE0) == 0xE0;
  const bool matches = format == Format::mp4 ? bytes.substr(0, 8).ends_with("ftyp") : bytes.starts_with("ID3") || frame;
  if (!matches) return refuse(FaultKind::invalid, "files.wrong_content");
  if (ends_like_zip(bytes) || has_markup(bytes.substr(0, head_bytes)))
    return refuse(FaultKind::invalid, "files.polyglot");
  return {};
}

Result<void> inspect_text(std::string_view bytes) {
  const auto text = decode_text(bytes);
  if (!text) return refuse(FaultKind::invalid, "files.encoding");
  if (has_markup(std::string_view(*text).substr(0, 4096))) return refuse(FaultKind::invalid, "files.wrong_content");
  return {};
}

Result<void> inspect_structure(std::string_view bytes, Format format) {
  switch (format) {
    case Format::pdf: return inspect_pdf(bytes);
    case Format::docx:
    case Format::xlsx:
    case Format::pptx:
    case Format::ofd:
    case Format::zip: return inspect_archive(bytes, format);
    case Format::jpeg:
    case Format::png:
    case Format::gif:
    case Format::webp: return inspect_image(bytes, format);
    case Format::txt:
    case Format::csv: return inspect_text(bytes);
    case Format::mp3:
    case Format::mp4: return inspect_media(bytes, format);
    case Format::html: break;
  }
  return refuse(FaultKind::invalid, "files.wrong_content");
}
}  // namespace

std::string media_type_of(std::string_view bytes) {
  static const std::unique_ptr<magic_set, decltype(&magic_close)> cookie = [] {
    std::unique_ptr<magic_set, decltype(&magic_close)> opened(magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS),
                                                              magic_close);
    if (!opened || magic_load(opened.get(), nullptr) != 0) throw std::runtime_error("libmagic has no database");
    return opened;
  }();
  const auto head = bytes.substr(0, head_bytes);
  const char* found = magic_buffer(cookie.get(), head.data(), head.size());
  return found ? found : "application/octet-stream";
}

bool is_program_name(std::string_view file_name) {
  constexpr std::array<std::string_view, 34> programs{"exe", "com", "bat",  "cmd", "ps1",  "vbs", "vbe", "js",  "jse",
                                                      "wsf", "wsh", "hta",  "scr", "pif",  "msi", "msp", "dll", "cpl",
                                                      "jar", "lnk", "reg",  "sh",  "apk",  "app", "deb", "rpm", "php",
                                                      "jsp", "asp", "aspx", "svg", "html", "htm", "chm"};
  const auto dot = file_name.rfind('.');
  if (dot == std::string_view::npos) return false;
  const auto extension = fold(trim(file_name.substr(dot + 1)));
  return std::find(programs.begin(), programs.end(), extension) != programs.end();
}

Result<std::string> inspect(std::string_view bytes, Format format) {
  if (bytes.empty()) return refuse(FaultKind::invalid, "files.empty");
  // An OLE container under a new name: an encrypted office file, or one of the old binary formats.
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
    // The stream's name, in UTF-16, stands in the directory of an encrypted OOXML package
    constexpr std::string_view encrypted("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
    const bool is_encrypted = bytes.find(encrypted) != std::string_view::npos;
    return refuse(FaultKind::invalid, is_encrypted ? "files.encrypted" : "files.old_office");
  }
  CHECK_OK(inspect_structure(bytes, format));
  return media_type_of(bytes);
}

}  // namespace gongkai::documents
