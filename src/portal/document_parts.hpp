// The parts of a document's page that depend on what its type declares, and the rail beside the text.
#pragma once
#include "portal/pages.hpp"

namespace gongkai::portal {

html::Html interpreted(const DocumentView& view);  // of a 解读: the policy it explains
html::Html media(const DocumentView& view);     // images, video and sound in place, for types of the template "media"
html::Html portrait(const DocumentView& view);  // the first image of a person's page
html::Html stages(const DocumentView& view);    // of a project or plan, as a timeline
html::Html outside(const DocumentView& view);   // the way to what is published elsewhere
html::Html shown_parts(const DocumentView& view);   // long fields
html::Html shown_tables(const DocumentView& view);  // table fields as tables
html::Html document_rail(const Frame& frame, const DocumentView& view, std::string_view address);

}  // namespace gongkai::portal
