// Every operation of a capability once, for api_test.cpp: each answer is held against the description on the way.
#pragma once
#include "tests/functional/city.hpp"

namespace gongkai::testing {

/// A city that was copied builds its index anew behind the first requests.
void wait_for_index(City& city);

void do_content(City& city);
void do_finding(City& city);
void do_sites_content(City& city);
void do_checks(City& city);
void do_review(City& city);
void do_imports(City& city);
void do_catalogue(City& city);
void do_gazette(City& city);
void do_readers(City& city);
void do_site_report(City& city);
void do_open_data(City& city);
void do_requests(City& city);
void do_similar_requests(City& city);
void do_letters(City& city);
void do_remedies(City& city);
void do_annual_report(City& city);
void do_report_intake(City& city);
void do_redaction(City& city);
void do_oversight(City& city);
void do_case_library(City& city);
void do_request_mining(City& city);

}  // namespace gongkai::testing
