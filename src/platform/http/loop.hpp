// An event loop with its thread: accepts, sweeps, and owns what its connections share.
//
// It speaks to epoll itself: each connection is registered once, edge-triggered, so that a request costs no epoll_ctl
// and no handler object. See docs/adr/0014.
#pragma once
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
  std::span<char> scratch() { return m_scratch; }
  std::string& head_buffer() { return m_head; }
  std::string& key_buffer() { return m_key; }
  std::string_view date_line();
  std::string next_request_id();
  std::unique_ptr<Exchange> take_exchange();
  void give_back(std::unique_ptr<Exchange> exchange);
  void link(Connection& connection);
  void unlink(Connection& connection);
  /// Tells the connection of every change of readiness until its descriptor is closed.
  void watch(int descriptor, Connection& connection);
  /// In the next turn, after the others.
  void run_again(std::shared_ptr<Connection> connection);
  /// Keeps a closed connection until the turn ends: epoll may have named it once more.
  void bury(std::shared_ptr<Connection> connection);

 private:
  void run();
  void turn();
  int time_to_sweep() const;
  void add(int descriptor, std::uint32_t events, void* tag);
  void read_mail();
  void accept_all();
  bool accept_one();
  void begin(int descriptor, const Address& peer);
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
  FileHandle m_poll;
  FileHandle m_listener;
  bool m_stopping = false;
  std::int64_t m_next_sweep = 0;
  std::vector<std::shared_ptr<Connection>> m_again, m_buried;
  std::thread m_thread;
};

}  // namespace gongkai::http
