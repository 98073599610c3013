#include "readers/counting.hpp"

#include <gmock/gmock.h>

#include "content/test_site.hpp"
#include "readers/store.hpp"

namespace gongkai::readers {
namespace {

class Counting : public content::SiteTest {
 protected:
  Counting() : SiteTest({"readers"}) {}
  void read(const std::string& path, const std::string& address) {
    visits_of(test().services)
        .note({.received = test().clock.now(), .method = "GET", .path = path, .address = address, .status = 200});
  }
};

TEST_P(Counting, adds_up_over_many_minutes) {
  const auto id = released();
  const auto path = "/d/" + gongkai::to_text(id);
  read(path, "203.0.113.1");
  keep_counts(test().services);
  read(path, "203.0.113.1");
  read(path, "203.0.113.2");
  keep_counts(test().services);
  const Day today = test().clock.today();
  reading([&](db::Session& session) {
    EXPECT_EQ(store::readings_of(session, id), 3);
    const auto most = store::most_read(session, site, today, today, 10);
    EXPECT_EQ(most.size(), 1u);
    EXPECT_EQ(most.front().readings, 3);
    return 0;
  });
}

TEST_P(Counting, of_what_is_not_there_is_left_out) {
  read("/d/" + gongkai::to_text(DocumentId{99}), "203.0.113.1");
  keep_counts(test().services);
  EXPECT_EQ(reading([&](db::Session& session) { return store::readings_of(session, DocumentId{99}); }), 0);
}

TEST_P(Counting, gives_a_document_to_its_site) {
  const auto id = released();
  read("/d/" + gongkai::to_text(id), "203.0.113.1");
  keep_counts(test().services);
  const Day today = test().clock.today();
  EXPECT_EQ(reading([&](db::Session& session) { return store::readings_of_site(session, site, today, today).pages; }),
            1);
}
ON_EACH_ENGINE(Counting);

}  // namespace
}  // namespace gongkai::readers
