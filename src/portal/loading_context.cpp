// What stands around a document: the library knows policies and their interpretations, content knows the links of the rest.
#include "content/type_book.hpp"
#include "platform/i18n/messages.hpp"
#include "policy/api.hpp"
#include "portal/loading.hpp"

namespace gongkai::portal {

namespace {

Item item_of(const policy::Neighbour& neighbour) {
  return {neighbour.address, neighbour.title, neighbour.number, "", neighbour.published_on};
}
std::optional<Item> item_of(const std::optional<policy::Neighbour>& neighbour) {
  if (!neighbour) return std::nullopt;
  return item_of(*neighbour);
}

void add_policy(const policy::DocumentContext& context, DocumentView& view) {
  for (const auto& line : context.ribbons)
    view.ribbons.push_back({.words = line.words,
                            .by = item_of(line.by),
                            .now = item_of(line.successor),
                            .grave = line.standing != policy::Standing::in_force});
  for (const auto& reading : context.interpretations) {
    auto item = item_of(reading.document);
    item.number = reading.form_label;
    view.readings.push_back(std::move(item));
  }
  view.interpreted = item_of(context.interpreted);
  for (const auto& group : context.relations) {
    Relation relation{.label = group.label};
    for (const auto& one : group.documents) relation.items.push_back(item_of(one));
    view.relations.push_back(std::move(relation));
  }
  for (const auto& one : context.questions)
    view.questions.push_back({one.question, one.answer, item_of(one.answered_in)});
  view.changes = context.changes;
  view.life = context.life_address;
  if (context.in_library) view.validity = policy::validity_word(context.standing);
}

/// What the unit once wrote into the field gives way to what the calendar and other documents did since.
void correct_validity(Services& services, const policy::DocumentContext& context, DocumentView& view) {
  const auto types = content::type_book(services);
  const auto* type = types->find(view.document.type);
  const auto* field = type ? type->find("validity") : nullptr;
  if (!context.in_library || !field) return;
  const auto row = std::ranges::find(view.meta, field->label, &MetaRow::label);
  if (row != view.meta.end()) row->value = context.standing_label;
}

/// The links that the library does not show: 执行情况, 所属项目, 相关信息 … What points here is called by what it is to us.
void add_links(const std::vector<content::LinkedDocument>& links, std::string_view prefix, DocumentView& view) {
  for (const auto& link : links) {
    const std::string label(i18n::text(std::string(prefix) + std::string(content::name_of(link.kind))));
    auto relation = std::ranges::find(view.relations, label, &Relation::label);
    if (relation == view.relations.end()) relation = view.relations.insert(relation, Relation{label, {}});
    const auto number = content::value_of(content::fields_of(link.fields_text), "document_number");
    relation->items.push_back(
        {document_address(link.document), link.title, std::string(number), link.note, link.published_at.day()});
  }
}

}  // namespace

void load_context(db::Session& session, Services& services, DocumentView& view) {
  const DocumentId id = view.document.id;
  layout::mark_today(session, services, view.beside);
  const auto context = policy::context_of(session, services, id);
  add_policy(context, view);
  correct_validity(services, context, view);
  if (!context.in_library && !context.interpreted) {
    add_links(content::links_from(session, id), "portal.link_", view);
    add_links(content::links_to(session, id), "portal.link_to_", view);
  }
  if (view.document.state == content::State::expired)
    view.ribbons.push_back({.words = std::string(i18n::text("portal.expired"))});
}

}  // namespace gongkai::portal
