#include "finding/results.hpp"

#include "finding/validity.hpp"
#include "layout/page.hpp"
#include "platform/html/components.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::finding {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {
using layout::Frame;

/// The matched places as <mark>; the ranges come in order and apart.
Html highlighted(const search::Marked& marked) {
  Html out;
  std::size_t done = 0;
  const std::string_view whole = marked.text;
  for (const auto& [begin, end] : marked.marks) {
    out += whole.substr(done, begin - done);
    out += mark(whole.substr(begin, end - begin));
    done = end;
  }
  out += whole.substr(done);
  return out;
}

Html validity_tag(search::Validity validity) {
  using search::Validity;
  if (validity == Validity::not_applicable) return {};
  const std::string_view colour = validity == Validity::in_force  ? "tag g"
                                  : validity == Validity::amended ? "tag a"
                                                                  : "tag n";
  return span({cls(colour)}, words_of(validity));
}

/// "附件《申请表.pdf》第 3 页", as a link to that page.
Html attachment_line(const search::Hit& found) {
  if (found.section.empty()) return {};
  const std::string words =
      found.page > 0 ? text("finding.attachment_page", {{"name", found.section}, {"page", std::to_string(found.page)}})
                     : text("finding.attachment", {{"name", found.section}});
  if (found.section_address.empty()) return p({cls("small")}, words);
  return p({cls("small")}, a({cls("u"), href(found.section_address)}, words));
}

Html hit(const SearchView& view, const search::Hit& found) {
  const auto unit = view.units.find(found.unit);
  const bool over = is_over(found.validity);
  // 已废止 is said before the title is read, on the screen, by a voice and on paper
  Html title = over ? validity_tag(found.validity) : Html{};
  if (over) title += " ";
  Html facts = over ? Html{} : validity_tag(found.validity);
  if (!found.number.empty()) facts += span(found.number);
  if (unit != view.units.end()) facts += span(unit->second);
  facts += layout::date(found.day);
  return li({cls("hit")}, h3({cls("ht")}, title, a({href(found.address)}, highlighted(found.title))),
            when(!found.snippet.text.empty(), [&] { return p(highlighted(found.snippet)); }), attachment_line(found),
            div({cls("m")}, facts));
}

Html list_of(const SearchView& view, const std::vector<search::Hit>& hits) {
  return ol({cls("hits"), attribute("data-question", view.asked.query.text),
             attribute("data-site", view.asked.site ? to_text(view.asked.site) : "")},
            each(hits, [&](const search::Hit& found) { return hit(view, found); }));
}

Html recommended(const SearchView& view) {
  if (view.recommended.empty()) return {};
  return section({cls("bets"), aria("labelledby", "bets")}, h2({id("bets")}, text("finding.recommended")),
                 list_of(view, view.recommended));
}

Html related(const SearchView& view) {
  if (view.answer.related.empty()) return {};
  return section({aria("labelledby", "related")}, h2({id("related")}, text("finding.related")),
                 p({cls("small muted")}, text("finding.related_about")), list_of(view, view.answer.related));
}

std::string total_text(const search::Answer& answer) {
  return text(answer.total_is_at_least ? "finding.found_at_least" : "finding.found",
              {{"count", std::to_string(answer.total)}});
}

Html how_found(const Frame& frame, const SearchView& view) {
  const auto& answer = view.answer;
  switch (answer.found) {
    case search::Found::as_written:
    case search::Found::nothing: break;
    case search::Found::without_question_words: return p({cls("note")}, text("finding.found_without_question_words"));
    case search::Found::partly: return p({cls("note")}, text("finding.found_partly"));
    case search::Found::by_pinyin: return p({cls("note")}, text("finding.found_by_pinyin"));
    case search::Found::corrected:
      return p({cls("note")}, text("finding.found_corrected", {{"text", answer.did_you_mean}}), " ",
               a({cls("u"), href(frame.base + "/search?exact=yes&q=" + http::percent_encode(view.asked.query.text))},
                 text("finding.as_typed", {{"text", view.asked.query.text}})));
  }
  return {};
}

Html did_you_mean(const Frame& frame, const SearchView& view) {
  const auto& meant = view.answer.did_you_mean;
  if (meant.empty() || view.answer.found == search::Found::corrected) return {};
  return p(text("finding.did_you_mean"),
           a({cls("u"), href(frame.base + "/search?q=" + http::percent_encode(meant))}, meant));
}

/// What to do when nothing is there: fewer conditions with their counts, other words, or an application.
Html nothing_found(const Frame& frame, const SearchView& view) {
  const std::string words = http::percent_encode(view.asked.query.text);
  const std::string all = "/search?where=all&q=" + words, here = "/search?where=site&q=" + words;
  Html ways;
  if (view.without_filters > 0)
    ways += li(a({cls("u"), href(frame.base + (view.asked.site ? here : all))},
                 text("finding.without_filters", {{"count", std::to_string(view.without_filters)}})));
  if (view.everywhere > 0)
    ways += li(a({cls("u"), href(frame.base + all)},
                 text("finding.everywhere", {{"count", std::to_string(view.everywhere)}})));
  ways += li(text("finding.other_words"));
  ways += li(text("finding.by_number"));
  ways += li(text("finding.or_apply"), a({cls("u"), href(frame.base + "/c/on-request")}, text("finding.apply")));
  return div({cls("empty")}, p(text("finding.nothing_found")), ul({cls("ways")}, ways));
}

}  // namespace

Html results(const Frame& frame, const SearchView& view, const std::string& parameters) {
  Html out = p({cls("muted"), attribute("role", "status")}, total_text(view.answer));
  out += how_found(frame, view);
  out += did_you_mean(frame, view);
  out += recommended(view);
  if (view.answer.hits.empty()) {
    out += nothing_found(frame, view);
    return out += related(view);
  }
  out += h2({cls("vh")}, text("finding.hits"));
  out += list_of(view, view.answer.hits);
  out += related(view);
  return out += pager({.page = view.asked.page,
                       .pages = view.pages,
                       .address = frame.base + "/search" + (parameters.empty() ? "?q=" : parameters)});
}

}  // namespace gongkai::finding
