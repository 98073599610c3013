// The one door to poppler.
#pragma once
#include <poppler-document.h>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace gongkai::documents {

/// Fault files.encrypted when a password is needed, files.damaged when poppler cannot read it. The bytes must outlive
/// it.
Result<std::unique_ptr<poppler::document>> open_pdf(std::string_view bytes);
std::string from_poppler(const poppler::ustring& text);

}  // namespace gongkai::documents
