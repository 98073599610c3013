// The small city of content's tests, with the people of 三审三校. The unit demands the full route whatever the type says.
#pragma once
#include <gmock/gmock.h>

#include "content/test_site.hpp"
#include "review/gates.hpp"
#include "review/rounds.hpp"
#include "review/store.hpp"
#include "review/use_cases.hpp"

namespace gongkai::review {

inline constexpr PersonId proofreader{2001}, first_reviewer{2002}, second_reviewer{2003}, third_reviewer{2004},
    head{2005}, colleague{2006};

class ReviewTest : public content::SiteTest {
 protected:
  ReviewTest() : SiteTest({"review"}) {}

  void SetUp() override {
    SiteTest::SetUp();
    if (IsSkipped()) return;
    add_gates(test().services);
    auto context = as(head, {"review.settings"});
    EXPECT_TRUE(set_demand(context, {.unit = unit, .route = "three"}));
  }

  Context as(PersonId person, const std::vector<std::string>& permissions) {
    return test().as(testing::actor_with(permissions, std::string(content::city_path), person));
  }
  /// All the people of the chain have all permissions of the chain: the rules alone keep them apart.
  Context signer(PersonId person) {
    return as(person,
              {"content.read", "review.proofread", "review.first", "review.second", "review.final", "review.secrecy"});
  }
  Context as_head() {
    return as(head, {"content.read", "content.release", "content.release_urgent", "content.review", "review.override",
                     "review.recheck", "review.settings"});
  }

  RoundId round_of(DocumentId id) {
    return reading([&](db::Session& session) { return open_case(session, id).value().round.id; });
  }
  Result<void> try_sign(PersonId person, DocumentId id, std::string step) {
    auto context = signer(person);
    return sign(context, {.document = id, .round = round_of(id), .step = std::move(step)});
  }
  void signed_by(PersonId person, DocumentId id, std::string step) {
    const auto done = try_sign(person, id, step);
    EXPECT_TRUE(done) << step << ": " << (done ? "" : done.error().code);
  }
  void all_signed(DocumentId id) {
    signed_by(proofreader, id, "proof_1");
    signed_by(first_reviewer, id, "review_1");
    signed_by(proofreader, id, "proof_2");
    signed_by(second_reviewer, id, "review_2");
    signed_by(proofreader, id, "proof_3");
    signed_by(third_reviewer, id, "review_3");
  }
  Result<void> answer_all(DocumentId id, std::string_view answer = "none", std::string_view remark = "") {
    auto context = signer(first_reviewer);
    std::vector<SecrecyMark> marks;
    for (const auto& item : secrecy_sheet().items) marks.push_back({item.id, std::string(answer), std::string(remark)});
    return answer_secrecy(context, id, marks);
  }
  void cleared(DocumentId id) {
    EXPECT_TRUE(answer_all(id));
    auto context = signer(first_reviewer);
    EXPECT_TRUE(conclude_secrecy(context, id, "public", ""));
  }
  std::int64_t version_of(DocumentId id) { return document(id).version; }
  Result<std::int64_t> try_release(DocumentId id, content::ReleaseOrder order = {}) {
    auto context = as_head();
    return content::release(context, id, version_of(id), order);
  }
  DocumentId released_through_review() {
    const auto id = submitted();
    all_signed(id);
    cleared(id);
    const auto done = try_release(id);
    EXPECT_TRUE(done) << (done ? "" : done.error().code);
    return id;
  }
  std::vector<Recheck> tasks(RecheckKind kind = {}) {
    return reading([&](db::Session& session) {
      return store::rechecks(session, {.units = db::List{{unit.value}}, .kind = kind});
    });
  }
  /// A person of the unit in the directory, with roles over it.
  void plant_person(PersonId id, const std::string& login, const std::vector<std::string>& roles) {
    const auto done = database().write([&](db::Session& session) -> Result<void> {
      directory::store::insert_person(session, {.id = id, .login = login, .name = login, .unit = unit}, {}, {});
      std::vector<directory::RoleGrant> grants;
      for (const auto& role : roles) grants.push_back({role, unit, true});
      directory::store::replace_grants(session, id, grants, {}, test().clock.now());
      return {};
    });
    EXPECT_TRUE(done);
  }
};

}  // namespace gongkai::review
