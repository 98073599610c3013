#include "platform/documents/workers.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "tests/files_samples/pictures.hpp"
#include "tests/files_samples/samples.hpp"
#include "tests/files_samples/worker_main.hpp"

namespace gongkai::documents {
namespace {
using namespace samples;

Launch misbehaving(std::function<Answer(const Order&)> f) {
  return launch_fork([f = std::move(f)](int fd) { return serve_orders(fd, f); });
}
const std::string anywhere = "/dev/null";

TEST(Workers, read_a_file_in_another_process) {
  const Folder folder;
  const auto path = folder.write("a.docx", docx_of("<w:p><w:r><w:t>通知</w:t></w:r></w:p>"));
  Workers workers;
  const auto text = workers.extract(path, Format::docx);
  ASSERT_TRUE(text) << text.error().code;
  EXPECT_EQ(visible_text(*text), "通知");
  EXPECT_EQ(text->properties.size(), 4u);
}

TEST(Workers, do_all_their_work_inside_the_sandbox) {
  const Folder folder;
  Workers workers(launch_self(), {}, 1);
  EXPECT_EQ(*workers.inspect(folder.write("a.pdf", pdf_of({"x"})), Format::pdf), "application/pdf");
  EXPECT_EQ(visible_text(*workers.extract(folder.path() / "a.pdf", Format::pdf)), "x");
  EXPECT_TRUE(workers.reencode(folder.write("a.jpg", picture(".jpg")), Format::jpeg));
  EXPECT_TRUE(workers.reencode(folder.write("a.webp", picture(".webp")), Format::webp));
  EXPECT_EQ(workers.launched(), 1);
}

TEST(Workers, hand_on_what_a_reader_refuses) {
  const Folder folder;
  Workers workers;
  const auto refused = workers.inspect(folder.write("a.zip", zip_of({{"../x", "y"}})), Format::zip);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "files.archive_path");
  EXPECT_EQ(refused.error().details[0].second, "../x");
}

TEST(Workers, a_missing_file_is_a_refusal) {
  Workers workers;
  EXPECT_EQ(workers.extract("/nowhere/a.pdf", Format::pdf).error().code, "files.reading_crashed");
}

TEST(Workers, a_crash_is_a_refusal_and_the_next_job_gets_a_new_process) {
  Workers workers(misbehaving([](const Order& order) -> Answer {
                    if (order.format == Format::pdf) ::raise(SIGSEGV);
                    return {};
                  }),
                  {}, 1);
  EXPECT_EQ(workers.extract(anywhere, Format::pdf).error().code, "files.reading_crashed");
  EXPECT_TRUE(workers.extract(anywhere, Format::txt));
  EXPECT_EQ(workers.launched(), 2);
}

TEST(Workers, an_endless_sleeper_is_killed) {
  Workers workers(misbehaving([](const Order&) -> Answer {
                    for (;;) ::pause();
                  }),
                  {.wall_seconds = 1}, 1);
  EXPECT_EQ(workers.extract(anywhere, Format::pdf).error().code, "files.reading_timeout");
}

TEST(Workers, an_endless_loop_runs_out_of_processor_time) {
  Workers workers(misbehaving([](const Order&) -> Answer {
                    for (std::atomic<int> i = 0;; ++i) {
                    }
                  }),
                  {.cpu_seconds = 0}, 1);
  EXPECT_EQ(workers.extract(anywhere, Format::pdf).error().code, "files.reading_crashed");
}

TEST(Workers, a_memory_hog_is_stopped) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "the sanitizer needs the address space";
#endif
  Workers workers(misbehaving([](const Order&) -> Answer {
                    std::vector<std::string> hog;
                    for (;;) hog.emplace_back(16 << 20, 'x');
                  }),
                  {.memory_bytes = 512 << 20}, 1);
  EXPECT_EQ(workers.extract(anywhere, Format::pdf).error().code, "files.reading_memory");
  EXPECT_EQ(workers.extract(anywhere, Format::pdf).error().code, "files.reading_memory");
}

TEST(Workers, nonsense_from_a_worker_is_not_believed) {
  Workers workers(launch_fork([](int fd) {
                    std::string frame;
                    while (receive_frame(fd, frame, std::chrono::seconds(60)) == Received::frame)
                      send_frame(fd, std::string(100, '\xFF'));
                    return 0;
                  }),
                  {}, 1);
  EXPECT_EQ(workers.extract(anywhere, Format::pdf).error().code, "files.reading_crashed");
}

TEST(Workers, one_that_died_while_idle_is_replaced_unnoticed) {
  Workers workers(launch_fork([](int fd) {
                    std::string frame;
                    if (receive_frame(fd, frame, std::chrono::seconds(60)) == Received::frame)
                      send_frame(fd, encode(Answer{}));
                    ::shutdown(fd, SHUT_RDWR);
                    return 0;
                  }),
                  {}, 1);
  ASSERT_TRUE(workers.extract(anywhere, Format::txt));
  // the socket is shut at both ends soon after the answer: until then the second job would meet the dying process
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_TRUE(workers.extract(anywhere, Format::txt));
  EXPECT_EQ(workers.launched(), 2);
}

TEST(Workers, are_replaced_after_a_number_of_jobs) {
  Workers workers(misbehaving([](const Order&) -> Answer { return {}; }), {.jobs = 3}, 1);
  for (int i = 0; i < 7; ++i) EXPECT_TRUE(workers.extract(anywhere, Format::txt));
  EXPECT_EQ(workers.launched(), 3);
}

TEST(Workers, more_callers_than_workers_wait_their_turn) {
  const Folder folder;
  const auto path = folder.write("a.txt", "文字");
  Workers workers(launch_self(), {}, 2);
  std::atomic<int> good = 0;
  std::vector<std::jthread> callers;
  for (int i = 0; i < 6; ++i)
    callers.emplace_back([&] {
      for (int j = 0; j < 5; ++j) good += workers.extract(path, Format::txt).has_value();
    });
  callers.clear();
  EXPECT_EQ(good, 30);
  EXPECT_LE(workers.launched(), 2);
}

/// What a job may do in the sandbox, answered as text.
std::string in_sandbox(std::function<bool()> f) {
  Workers workers(
      misbehaving([f = std::move(f)](const Order&) { return Answer{.bytes = f() ? "allowed" : "refused"}; }), {}, 1);
  const auto answer = workers.inspect(anywhere, Format::txt);
  return answer ? *answer : answer.error().code;
}

TEST(Sandbox, no_network_no_programs_no_writing_no_signals) {
  const Folder folder;
  const auto path = folder.write("victim", "x");
  EXPECT_EQ(in_sandbox([] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }), "refused");
  EXPECT_EQ(in_sandbox([] { return ::execl("/bin/true", "true", nullptr) == 0; }), "refused");
  EXPECT_EQ(in_sandbox([] { return ::fork() >= 0; }), "refused");
  EXPECT_EQ(in_sandbox([] { return ::kill(::getppid(), 0) == 0; }), "refused");
  EXPECT_EQ(in_sandbox([&] { return ::unlink(path.c_str()) == 0; }), "refused");
  EXPECT_EQ(in_sandbox([&] {
              ::signal(SIGXFSZ, SIG_IGN);
              const int fd = ::open(path.c_str(), O_WRONLY | O_APPEND);
              return fd >= 0 && ::write(fd, "y", 1) == 1;
            }),
            "refused");
  EXPECT_EQ(in_sandbox([&] { return ::open(path.c_str(), O_RDONLY) >= 0; }), "allowed");
  EXPECT_TRUE(std::filesystem::exists(path));
}

TEST(Messages, survive_the_way) {
  Answer answer;
  answer.text = {.parts = {{PartKind::comment, "张三", 3, "批注"}, {PartKind::body, "", 0, ""}},
                 .properties = {{"title", "题"}},
                 .truncated = true};
  const auto back = decode_answer(encode(answer));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->text, answer.text);
  const auto frame = encode(answer);
  for (std::size_t size = 0; size < frame.size(); ++size)
    EXPECT_FALSE(decode_answer(std::string_view(frame).substr(0, size)));
}

TEST(Messages, with_impossible_numbers_are_refused) {
  const auto order = [](std::int64_t task, std::int64_t format) {
    std::string frame;
    for (const std::int64_t number : {task, format, std::int64_t{0}, std::int64_t{1}, std::int64_t{1}, std::int64_t{1},
                                      std::int64_t{1}, std::int64_t{0}})
      frame.append(reinterpret_cast<const char*>(&number), sizeof number);
    return decode_order(frame);
  };
  EXPECT_TRUE(order(1, 0));
  for (const std::int64_t wild : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{99},
                                  std::numeric_limits<std::int64_t>::max()}) {
    EXPECT_FALSE(order(wild, 0)) << wild;
    EXPECT_FALSE(order(1, wild)) << wild;
  }
}

TEST(Messages, text_that_is_not_utf8_is_refused) {
  Answer answer;
  answer.text.parts.push_back({PartKind::body, "", 0, "\xFF"});
  EXPECT_FALSE(decode_answer(encode(answer)));
}
}  // namespace
}  // namespace gongkai::documents
