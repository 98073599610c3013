#include "platform/metrics/metrics.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

namespace gongkai::metrics {

TEST(Metrics, count_across_threads) {
  Registry registry;
  Counter& counter = registry.counter("a_total", "Things");
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 1000; ++k) counter.add();
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(counter.value(), 8000u);
  EXPECT_EQ(&registry.counter("a_total", "Things"), &counter);
}

TEST(Metrics, are_written_as_prometheus_text) {
  Registry registry;
  registry.counter("b_total", "Bytes \\ and\nlines", {{"path", "a\"b"}}).add(3);
  registry.gauge("g", "Level").set(-2);
  Histogram& histogram = registry.histogram("h_seconds", "Time", {}, {0.1, 1});
  histogram.observe(0.1);
  histogram.observe(0.5);
  histogram.observe(7);
  EXPECT_EQ(registry.text(),
            "# HELP b_total Bytes \\\\ and\\nlines\n# TYPE b_total counter\nb_total{path=\"a\\\"b\"} 3\n"
            "# HELP g Level\n# TYPE g gauge\ng -2\n"
            "# HELP h_seconds Time\n# TYPE h_seconds histogram\n"
            "h_seconds_bucket{le=\"0.1\"} 1\nh_seconds_bucket{le=\"1\"} 2\nh_seconds_bucket{le=\"+Inf\"} "
            "3\nh_seconds_sum 7.6\nh_seconds_count 3\n");
}

TEST(Metrics, forget_a_callback_with_its_registration) {
  Registry registry;
  auto registration = registry.callback("c", "Now", {}, [] { return 4.5; });
  EXPECT_TRUE(registry.text().contains("\nc 4.5\n"));
  registration.reset();
  EXPECT_FALSE(registry.text().contains("4.5"));
}

TEST(Metrics, refuse_a_name_of_two_kinds) {
  Registry registry;
  registry.counter("x", "X");
  EXPECT_THROW(registry.gauge("x", "X"), std::logic_error);
}

}  // namespace gongkai::metrics
