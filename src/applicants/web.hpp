#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::applicants {

/// All of this folder.
void add_routes(http::Router& router, Services& services);

void add_form_routes(http::Router& router, Services& services);     // the guide and the form
void add_case_routes(http::Router& router, Services& services);     // receipt, progress, what the applicant may do
void add_account_routes(http::Router& router, Services& services);  // 我的申请
void add_party_routes(http::Router& router, Services& services);    // outside parties of a consultation

}  // namespace gongkai::applicants
