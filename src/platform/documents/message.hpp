// What server and worker say to each other: frames of a length and a body, read with limits on both sides.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/documents/format.hpp"
#include "platform/documents/text.hpp"

namespace gongkai::documents {

enum class Task : std::uint8_t {
  extract = 1,
  inspect = 2,
  reencode = 3,
  records = 4,
  page_count = 5,
  page_picture = 6,
  recognise = 7,
  template_text = 8,
  fill_template = 9,
  read_source = 10,
  redact = 11,
  check_redacted = 12,
  pieces = 20,
  recognise_pieces = 21
};

/// What one worker may use. Sent to it with each order, because the processor time is counted per job.
struct WorkerLimits {
  std::int64_t memory_bytes = 1'536LL << 20;  // address space
  std::int64_t cpu_seconds = 30;              // per job
  std::int64_t wall_seconds = 60;             // per job, watched by the server
  int jobs = 200;                             // then a fresh process
};

struct Order {
  Task task = Task::extract;
  Format format = Format::pdf;
  std::string path{};
  WorkerLimits limits{};
  std::string arguments{};  // of records: what is asked for, of page_picture and recognise the page; see worker.cpp
};

struct Answer {
  std::optional<Fault> fault{};
  ExtractedText text{};  // of extract
  std::string bytes{};   // of inspect the media type, of reencode the picture, of records the lines, of page_count …
};

inline constexpr std::size_t max_frame_bytes = 96 << 20;

std::string encode(const Order& order);
std::optional<Order> decode_order(std::string_view frame);
std::string encode(const Answer& answer);
/// Nothing when the worker talks nonsense: it may have been taken over by the file it read.
std::optional<Answer> decode_answer(std::string_view frame);

enum class Received { frame, closed, timed_out };
bool send_frame(int fd, std::string_view body);
Received receive_frame(int fd, std::string& body, std::chrono::milliseconds timeout);

}  // namespace gongkai::documents
