#include "platform/documents/worker.hpp"

#include <charconv>
#include <new>

#include "platform/documents/docx_template.hpp"
#include "platform/documents/image.hpp"
#include "platform/documents/inspect.hpp"
#include "platform/documents/mapped_file.hpp"
#include "platform/documents/pieces.hpp"
#include "platform/documents/readers.hpp"
#include "platform/documents/recognise.hpp"
#include "platform/documents/records.hpp"
#include "platform/documents/redaction.hpp"
#include "platform/documents/sandbox.hpp"

namespace gongkai::documents {
namespace {
template <class T>
Answer to_answer(Result<T> result) {
  Answer answer;
  if (!result) answer.fault = std::move(result).error();
  else if constexpr (std::is_same_v<T, std::string>) answer.bytes = std::move(*result);
  else answer.text = std::move(*result);
  return answer;
}

Result<std::string> records_for(std::string_view bytes, std::string_view arguments) {
  const auto asked = decode_record_order(arguments);
  if (!asked) return refuse(FaultKind::invalid, "files.damaged");
  return read_records(bytes, asked->source, asked->selectors);
}

Result<std::string> template_text_of(std::string_view bytes) {
  return encode(TRY(read_docx_template(bytes)));
}

Result<std::string> page_count_of(std::string_view bytes, Format format) {
  return std::to_string(TRY(count_pages(bytes, format)));
}

Result<std::string> pieces_of(Result<Pieces> pieces) {
  return encode(TRY(std::move(pieces)));
}

Result<std::string> source_for(std::string_view bytes, Format format, int page) {
  return encode(TRY(read_source(bytes, format, page)));
}

Result<std::string> redacted_for(std::string_view bytes, Format format, std::string_view arguments) {
  const auto marks = decode_marks(arguments);
  if (!marks) return refuse(FaultKind::invalid, "files.damaged");
  return redact(bytes, format, *marks);
}

Result<std::string> check_for(std::string_view bytes, Format format, std::string_view arguments) {
  const auto order = decode_check_order(arguments);
  if (!order) return refuse(FaultKind::invalid, "files.damaged");
  return encode(TRY(check_redacted(bytes, format, *order)));
}

int page_of(const Order& order) {
  int page = 0;
  std::from_chars(order.arguments.data(), order.arguments.data() + order.arguments.size(), page);
  return page;
}
}  // namespace

Answer carry_out(const Order& order) {
  const MappedFile file(order.path);
  switch (order.task) {
    case Task::extract: return to_answer(extract(file.bytes(), order.format));
    case Task::inspect: return to_answer(inspect(file.bytes(), order.format));
    case Task::records: return to_answer(records_for(file.bytes(), order.arguments));
    case Task::reencode: return to_answer(reencode_image(file.bytes(), order.format));
    case Task::page_count: return to_answer(page_count_of(file.bytes(), order.format));
    case Task::page_picture: return to_answer(page_picture(file.bytes(), order.format, page_of(order)));
    case Task::template_text: return to_answer(template_text_of(file.bytes()));
    case Task::fill_template: return to_answer(fill_docx_template(file.bytes(), decode_filling(order.arguments)));
    case Task::pieces: return to_answer(pieces_of(read_pieces(file.bytes(), order.format)));
    case Task::recognise_pieces:
      return to_answer(pieces_of(recognise_pieces(file.bytes(), order.format, page_of(order))));
    case Task::recognise: return to_answer(recognise(file.bytes(), order.format, page_of(order)));
    case Task::read_source: return to_answer(source_for(file.bytes(), order.format, page_of(order)));
    case Task::redact: return to_answer(redacted_for(file.bytes(), order.format, order.arguments));
    case Task::check_redacted: return to_answer(check_for(file.bytes(), order.format, order.arguments));
  }
  return {};
}

int serve_orders(int fd, const std::function<Answer(const Order&)>& carry_out) {
  constexpr auto forever = std::chrono::hours(24);
  bool is_confined = false;
  std::string frame;
  for (;;) {
    const auto got = receive_frame(fd, frame, forever);
    if (got == Received::timed_out) continue;
    if (got == Received::closed) return 0;
    const auto order = decode_order(frame);
    if (!order) return 2;
    if (!is_confined) enter_sandbox(order->limits.memory_bytes);
    is_confined = true;
    limit_cpu(order->limits.cpu_seconds);
    try {
      if (!send_frame(fd, encode(carry_out(*order)))) return 0;
    } catch (const std::bad_alloc&) {
      // whatever filled the memory may have left a library in disorder: say so and start afresh
      Answer answer;
      answer.fault = Fault{FaultKind::invalid, "files.reading_memory", {}};
      send_frame(fd, encode(answer));
      return 1;
    } catch (const std::exception&) {
      Answer answer;
      answer.fault = Fault{FaultKind::invalid, "files.reading_crashed", {}};
      send_frame(fd, encode(answer));
      return 1;
    }
  }
}

int run_worker(int fd) {
  return serve_orders(fd, [](const Order& order) { return carry_out(order); });
}

}  // namespace gongkai::documents
