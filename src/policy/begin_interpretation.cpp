#include "base/text.hpp"
#include "content/custody.hpp"
#include "content/use_cases.hpp"
#include "platform/html/html.hpp"
#include "policy/reading.hpp"
#include "policy/shelf.hpp"
#include "policy/use_cases.hpp"

namespace gongkai::policy {

namespace {

/// The elements of the plan as headings with what was promised below: the writer begins with something.
std::string outline(const Plan& plan, const ElementList& elements) {
  std::string markup;
  for (const auto& element : elements) {
    const auto said = plan.elements.find(element.id);
    if (said == plan.elements.end()) continue;
    markup += "<h2>" + html::escape(element.label) + "</h2><p class=\"indent\">" + html::escape(said->second) + "</p>";
  }
  return markup;
}

}  // namespace

Result<DocumentId> begin_interpretation(Context& context, DocumentId policy, std::string_view type_id,
                                        ColumnId column) {
  content::Draft draft{.column = column};
  draft.attribute.disclosure = content::Disclosure::proactive;
  draft.links = std::vector<content::DocumentLink>{{content::LinkKind::interprets, policy, ""}};
  const auto found = context.database().read([&](db::Session& session) -> Result<UnitId> {
    const auto desk = TRY(content::find_desk(session, policy));
    CHECK_OK(content::may_see(session, context.actor, desk));
    const auto types = content::type_book(context.services);
    const auto* type = types->find(type_id);
    if (!type || form_of(*type).empty()) return refuse(FaultKind::invalid, "policy.not_an_interpretation_type", "type");
    if (duty_of(*desk.type) == Duty::none) return refuse(FaultKind::conflict, "policy.not_interpreted");
    draft.title = shorten("《" + desk.latest.title + "》解读", type->title_max - 1);
    if (const auto plan = store::find_plan(session, policy))
      draft.body = outline(*plan, catalog().elements_for(desk.type->id));
    return desk.unit.id;
  });
  const auto unit = TRY(found);
  return content::create(context, type_id, unit, draft);
}

}  // namespace gongkai::policy
