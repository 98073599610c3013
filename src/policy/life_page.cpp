// 文件脉络: what became of a policy, and what hangs together with it.
#include "layout/page.hpp"
#include "platform/i18n/messages.hpp"
#include "policy/neighbours.hpp"
#include "policy/pages.hpp"
#include "policy/words.hpp"

namespace gongkai::policy {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

Html named(const Neighbour& one) {
  return group(a({href(one.address)}, one.title),
               when(!one.number.empty(), [&] { return span({cls("num muted")}, "　", one.number); }));
}

Html ribbon(const RibbonLine& line) {
  const auto successor = [&] { return group(text("policy.now_holds"), named(*line.successor)); };
  return div({cls(has_ended(line.standing) ? "note warn ended" : "note warn"), attribute("role", "note")},
             p(standing_tag(line.standing), " ", line.words,
               when(line.by.has_value(), [&] { return group("：", named(*line.by)); })),
             when(line.successor.has_value(), [&] { return p(successor()); }));
}

Html event(const LifeView::Event& one) {
  return li({cls(one.to_come ? "to-come" : "")}, layout::date(one.day), b(one.words),
            when(!one.title.empty(), [&] { return span(a({href(one.address)}, one.title)); }));
}

Html relation(const RelationGroup& group_of) {
  const bool reading = group_of.kind == content::LinkKind::interprets;
  const auto entry = [&](const Neighbour& one) {
    return li(a({href(one.address)}, one.title),
              div({cls("m")}, when(!one.number.empty(), [&] { return span({cls("num")}, one.number); }),
                  layout::date(one.published_on), when(!reading, [&] { return standing_tag(one.standing); })));
  };
  return section({cls("relation")}, h3(group_of.label), ul({cls("rel")}, each(group_of.documents, entry)));
}

Html chain(const std::vector<Link>& versions) {
  const auto entry = [](const Link& one) {
    return one.address.empty() ? Html(li(b({aria("current", "page")}, one.text)))
                               : Html(li(a({href(one.address)}, one.text)));
  };
  return section({cls("panel")}, div({cls("ph")}, h2(text("policy.versions"))),
                 ol({cls("chain")}, each(versions, entry)));
}

Html ended_bases(const std::vector<Link>& bases) {
  return div({cls("note warn"), attribute("role", "note")}, p(text("policy.basis_ended")),
             ul({cls("bullets")}, each(bases, [](const Link& one) { return li(a({href(one.address)}, one.text)); })));
}

}  // namespace

std::string life_page(const layout::Frame& frame, const LifeView& view) {
  const auto& policy = view.policy;
  const auto address = document_address(policy.id);
  const Html content =
      div({cls("wrap")}, h1({cls("page-title")}, text("policy.life")),
          section({cls("panel")}, h2({cls("life-title")}, a({href(address)}, policy.title)),
                  div({cls("m")}, standing_tag(policy.standing), span({cls("num")}, policy.number), span(policy.unit)),
                  each(view.ribbons, ribbon),
                  when(!view.ended_bases.empty(), [&] { return ended_bases(view.ended_bases); })),
          div({cls("grid g2 life")},
              section({cls("panel")}, div({cls("ph")}, h2(text("policy.events"))),
                      ol({cls("events")}, each(view.events, event))),
              div({cls("stack"), id("readings")}, when(view.versions.size() > 1, [&] { return chain(view.versions); }),
                  section({cls("panel")}, div({cls("ph")}, h2(text("policy.relations"))),
                          when(view.relations.empty(), [] { return p({cls("empty")}, text("policy.no_relations")); }),
                          each(view.relations, relation)))));
  return layout::page(frame,
                      {.title = policy.title + std::string(text("policy.life_of")),
                       .description = std::string(text("policy.life_about")),
                       .canonical = life_address(policy.id),
                       .trail = {{frame.base + "/policies", std::string(text("policy.library"))},
                                 {address, policy.number.empty() ? std::string(text("policy.text")) : policy.number},
                                 {"", std::string(text("policy.life"))}}},
                      content);
}

}  // namespace gongkai::policy
