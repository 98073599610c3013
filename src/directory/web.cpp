#include "directory/web.hpp"

namespace gongkai::directory {

void add_routes(http::Router& router, Services& services) {
  add_session_routes(router, services);
  add_unit_routes(router, services);
  add_person_routes(router, services);
  add_account_routes(router, services);
  add_site_routes(router, services);
}

}  // namespace gongkai::directory
