// One connection as an explicit state machine: readiness in, bytes out. It lives on its loop's thread alone; a worker
// gets the exchange, never the connection's state.
//
// Why no coroutine: g++ 12 miscompiles common forms of them (docs/adr/0001), and an idle connection would keep a frame.
#pragma once
#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "platform/http/core.hpp"
#include "platform/http/mailbox.hpp"
#include "platform/http/transport.hpp"

namespace gongkai::http {

class Loop;
class Connection;

/// How an event source's wake() finds the connection: the pointer is read and cleared on the loop only.
struct WakeCell {
  std::shared_ptr<Mailbox> mailbox;
  Connection* connection = nullptr;
  std::atomic<bool> is_posted{false};

  WakeCell(std::shared_ptr<Mailbox> to, Connection* of) : mailbox(std::move(to)), connection(of) {}
};

class Connection final : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Loop& loop, int descriptor, const Address& peer, Transport transport);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start();
  void sweep(std::int64_t now_ms);
  void drain();  // the server stops: close now if idle, else after the answer
  void abort();  // at once

  void run();
  void on_ready(std::uint32_t events);  // of epoll
  void on_reply(std::unique_ptr<Exchange> exchange, Reply reply);
  void on_page(std::shared_ptr<const Page> page);  // of another request's rendering; null: look again
  void on_spooled(std::unique_ptr<Exchange> exchange);
  void on_wake();

  Connection* previous = nullptr;  // in the loop's list
  Connection* next = nullptr;

 private:
  enum class State { handshake, reading, body, waiting, writing, streaming, lingering, closed };

  // connection.cpp: the engine
  bool step();
  bool step_handshake();
  bool step_reading();
  bool step_body();
  bool step_writing();
  bool step_streaming();
  bool step_lingering();
  bool fill();
  std::string_view available() const { return m_input.empty() ? m_fresh : std::string_view(m_input); }
  void consume(std::size_t count);
  void stash();
  void close_after_answer();
  void close_idle();
  void write_interim(std::string_view line);

  // connection_request.cpp: from a head to a reply
  void begin_request(std::string_view head);
  bool answer_from_cache(const RequestHead& head);
  std::optional<ProtocolFault> build_request(const RequestHead& head);
  void identify_client(const RequestHead& head);
  void choose_route(const RequestHead& head);
  void begin_body(const RequestHead& head, std::string_view media_type);
  void add_to_body(std::string_view bytes);
  void spool_body();
  void submit();
  bool join_rendering();
  void send_to_worker();
  void refuse(int status, const Fault& fault, bool keep_alive, int retry_after = 0);
  void refuse_rate(int wait_seconds, bool keep_alive);
  void refuse_protocol(const ProtocolFault& fault);

  // connection_answer.cpp: from a reply to bytes
  void answer(Reply reply);
  void answer_page(const Page& page, std::shared_ptr<const Page> owner, const Conditions& conditions, bool keep_alive);
  void begin_writing(int status, std::string_view tail, std::string_view body, bool keep_alive);
  void record(int status, std::int64_t bytes);

  // connection_time.cpp
  bool is_slow(std::int64_t now_ms) const;
  void pull_events();

  struct Output {
    std::string_view head;  // of this moment; in the loop's buffer until the socket is full, then in own_head
    std::string_view tail, body;
    std::string own_head, own_tail, own_body;
    std::shared_ptr<const void> owner;
    FileHandle own_file;
    int file = -1;  // own_file's or the page's, which owner keeps
    std::int64_t offset = 0, left = 0;
    std::shared_ptr<EventSource> events;
    bool close = false;

    void advance(std::size_t bytes);
    void keep_head();
  };

  Loop& m_loop;
  int m_descriptor;
  std::shared_ptr<Connection> m_self;  // while it is open
  Transport m_transport;
  Address m_peer;
  Address m_client;  // of the current request
  bool m_client_secure = false;
  std::string m_peer_text;
  State m_state = State::reading;
  bool m_readable = false;    // until a read has shown otherwise: epoll speaks only once
  bool m_peer_ended = false;  // there is an end or an error to be read behind the bytes
  bool m_served = false;      // at least one request: keep-alive time counts
  bool m_draining = false;
  std::size_t m_searched = 0;    // of the head, without having found its end
  std::string m_input;           // received and not consumed
  std::string_view m_fresh;      // the same, still in the loop's scratch buffer
  std::int64_t m_since = 0;      // when the current state's clock started
  std::int64_t m_moved = 0;      // bytes of this body read, or of this answer written
  std::int64_t m_delivered = 0;  // of those written, arrived when m_since was last set
  std::unique_ptr<Exchange> m_exchange;
  Output m_output;
  std::shared_ptr<WakeCell> m_wake;
};

}  // namespace gongkai::http
