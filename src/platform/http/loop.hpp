// An event loop with its thread: accepts, sweeps, and owns what its connections share.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "platform/http/connection.hpp"
#include "platform/http/core.hpp"
#include "platform/http/mailbox.hpp"

namespace gongkai::http {

class Loop {
 public:
  Loop(Core& core, int listener, int number);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void start();
  /// From any thread.
  void drain();
  void abort_all();
  void join();
  const std::shared_ptr<Mailbox>& mailbox() const { return m_mailbox; }

  // for connections, on the loop's thread
  Core& core() { return m_core; }
  boost::asio::io_context& io() { return m_io; }
  std::span<char> scratch() { return m_scratch; }
  std::string& head_buffer() { return m_head; }
  std::string& key_buffer() { return m_key; }
  std::string_view date_line();
  std::string next_request_id();
  std::unique_ptr<Exchange> take_exchange();
  void give_back(std::unique_ptr<Exchange> exchange);
  void link(Connection& connection);
  void unlink(Connection& connection);

 private:
  void run();
  void wait_for_mail();
  void read_mail();
  void wait_for_clients();
  void accept_all();
  bool accept_one();
  void begin(int descriptor, const Address& peer);
  void wait_for_sweep();
  void sweep();
  template <class F>
  void for_each(F&& use);

  Core& m_core;
  std::string m_id_prefix;
  std::uint32_t m_id_counter = 0;
  bool m_draining = false;
  bool m_accept_paused = false;
  Connection* m_first = nullptr;
  std::vector<char> m_scratch;
  std::string m_head, m_key, m_date;
  std::int64_t m_date_second = -1;
  std::vector<std::unique_ptr<Exchange>> m_spare;
  std::shared_ptr<Mailbox> m_mailbox;
  boost::asio::io_context m_io;
  Descriptor m_listener;
  Descriptor m_mail;
  boost::asio::basic_waitable_timer<std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>,
                                    boost::asio::io_context::executor_type> m_timer;
  std::thread m_thread;
};

}  // namespace gongkai::http
