#include "content/api.hpp"
#include "directory/api.hpp"
#include "platform/i18n/messages.hpp"
#include "readers/form_answer.hpp"
#include "readers/subscription_pages.hpp"
#include "readers/web.hpp"

namespace gongkai::readers {

namespace {

using i18n::text;

class Subscriptions {
 public:
  explicit Subscriptions(Services& services) : m_services(services) {}

  Page form(http::Request& request) {
    SubscribeForm given;
    const auto slug = request.query.get("column");
    const auto frame = TRY(frame_of(request));
    if (!slug.empty()) {
      const auto column = m_services.database.read(
          [&](db::Session& session) { return content::find_column(session, frame.site.id, slug); });
      if (column) given.wish.columns = {column->id};
    }
    return show(request, frame, given, {});
  }

  Page ask(http::Request& request) {
    const auto frame = TRY(frame_of(request));
    SubscribeForm given{.address = std::string(request.form.get("address"))};
    for (const auto column : request.form.all("column"))
      given.wish.columns.push_back(ColumnId{parse_id(column).value_or(0)});
    given.wish.unit = UnitId{parse_id(request.form.get("unit")).value_or(0)};
    given.wish.words = request.form.get("words");
    auto context = anonymous(m_services, request);
    const auto done = subscribe(context, frame.site.id, given.address, given.wish);
    if (!done && done.error().kind != FaultKind::invalid) return std::unexpected(done.error());
    if (!done) return show(request, frame, given, each_of(done.error()));
    const auto hours = std::to_string(settings().confirm_within_hours);
    return private_answer(
        told_page(frame, text("readers.check_mail"), text("readers.check_mail_text", {{"hours", hours}})));
  }

  Page confirm_form(http::Request& request) {
    return button(request, "/subscribe/confirm/", "readers.confirm", "readers.confirm_about");
  }
  Page confirm_it(http::Request& request) {
    auto context = anonymous(m_services, request);
    CHECK_OK(confirm(context, request.param("token")));
    return told(request, "readers.confirmed", "readers.confirmed_text");
  }

  Page leave_form(http::Request& request) {
    return button(request, "/unsubscribe/", "readers.leave", "readers.leave_about");
  }
  /// Mail programs send this, too, with nothing but the token (RFC 8058): it is proof enough.
  Page leave(http::Request& request) {
    auto context = anonymous(m_services, request);
    CHECK_OK(unsubscribe(context, request.param("token")));
    return told(request, "readers.left", "readers.left_text");
  }

 private:
  Result<layout::Frame> frame_of(const http::Request& request) { return layout::load_frame(m_services, request); }

  Page show(const http::Request& request, const layout::Frame& frame, const SubscribeForm& given,
            const std::vector<Fault>& faults) {
    SubscribeView view{.by_mail = m_services.parts.of<mail::Settings>().is_set()};
    m_services.database.read([&](db::Session& session) {
      for (auto& column : content::columns(session, frame.site.id))
        if (!column.is_closed() && column.address.empty()) view.columns.push_back(std::move(column));
      view.units = directory::units(session);
      return 0;
    });
    return form_page(m_services, request, faults,
                     [&](const FormState& state) { return subscribe_page(frame, view, given, state); });
  }

  Page button(const http::Request& request, std::string_view path, std::string_view heading, std::string_view words) {
    const auto frame = TRY(frame_of(request));
    const auto action = std::string(path) + http::percent_encode(request.param("token"));
    return form_page(m_services, request, {}, [&](const FormState& state) {
      return button_page(frame, text(heading), text(words), action, state);
    });
  }

  Page told(const http::Request& request, std::string_view heading, std::string_view words) {
    const auto frame = TRY(frame_of(request));
    return private_answer(told_page(frame, text(heading), text(words)));
  }

  Services& m_services;
};

}  // namespace

void add_subscription_routes(http::Router& router, Services& services) {
  auto pages = std::make_shared<Subscriptions>(services);
  const auto on = [&](http::Method method, std::string pattern, std::string name,
                      Page (Subscriptions::*page)(http::Request&), http::Guard guard = http::Guard::csrf) {
    add_page(router, pages, method, std::move(pattern), std::move(name), page, guard);
  };
  using enum http::Method;
  for (const auto& [prefix, name] :
       {std::pair<std::string, std::string>{"", "readers."}, {"/s/{site:slug}", "readers.site."}}) {
    on(get, prefix + "/subscribe", name + "subscribe_form", &Subscriptions::form);
    on(post, prefix + "/subscribe", name + "subscribe", &Subscriptions::ask);
  }
  on(get, "/subscribe/confirm/{token}", "readers.confirm_form", &Subscriptions::confirm_form);
  on(post, "/subscribe/confirm/{token}", "readers.confirm", &Subscriptions::confirm_it);
  on(get, "/unsubscribe/{token}", "readers.unsubscribe_form", &Subscriptions::leave_form);
  on(post, "/unsubscribe/{token}", "readers.unsubscribe", &Subscriptions::leave, http::Guard::none);
}

}  // namespace gongkai::readers
