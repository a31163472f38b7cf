#include "shell/server/transport.h"

#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <set>

#include "shell/server/crypto.h"
#include "shell/server/http_shape.h"
#include "shell/server/log.h"
#include "shell/server/network_shares.h"
#include "shell/server/routes.h"
#include "shell/server/sessions.h"

namespace portal::server {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using net::awaitable;
using tcp = net::ip::tcp;
using beast::error_code;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr auto kAsync = net::as_tuple(net::use_awaitable);
constexpr std::size_t kHeadBytesMax = 16 * 1024;
constexpr std::size_t kBufferBytesMax = 64 * 1024;
constexpr std::size_t kPieceBytes = 16 * 1024;
constexpr milliseconds kStopWait{5'000};
constexpr milliseconds kLingerTime{2'000};
constexpr std::size_t kLingerBytesMax = 16 * 1024 * 1024;
constexpr int kSlowestReaderBytesPerMs = 16;
constexpr int kSendBufferBytes = 256 * 1024;

// A few threads for work that waits, with a bound on what may queue for them.
struct LaneThreads {
  LaneThreads(std::size_t threads, int waiting_max_) : pool(threads), waiting_max(waiting_max_) {}
  net::thread_pool pool;
  std::atomic<int> waiting = 0;
  const int waiting_max;
};

// A socket whose operations end when their time is over. Not beast::tcp_stream: that closes the socket then, and
// the client could not be told why.
struct Connection : std::enable_shared_from_this<Connection> {
  explicit Connection(tcp::socket socket_) : socket(std::move(socket_)), timer(socket.get_executor()) {}

  void expires_at(steady_clock::time_point deadline) {
    timed_out = false;
    timer.expires_at(deadline);  // ends the former wait
    timer.async_wait([this, self = shared_from_this(), set = ++timer_set](error_code error) {
      if (error || set != timer_set) return;
      timed_out = true;
      error_code ignored;
      socket.cancel(ignored);
    });
  }
  void expires_after(milliseconds time) { expires_at(steady_clock::now() + time); }

  tcp::socket socket;
  net::steady_timer timer;
  unsigned timer_set = 0;
  bool timed_out = false;
  beast::flat_buffer buffer{kBufferBytesMax};
  std::string address;
  bool idle = true;  // nothing of a request has arrived yet
  std::optional<NetworkShares::Share> share;
  bool refused = false;  // its network has too many
};

struct Server {
  Server(Router& router_, const Options& options_) : router(router_), options(options_) {}
  Router& router;
  const Options& options;
  NetworkShares shares{options.connections_per_network_max};  // before io, whose connections hold them
  NetworkShares refusals{options.connections_per_network_max};
  net::io_context io{1};
  tcp::acceptor acceptor{io};
  net::steady_timer stop_timer{io};
  // SQLite syncs once for all who wait (sqlite_storage.cpp); PostgreSQL has a connection for each thread.
  LaneThreads storage_lane{options.database.empty() ? 16U : 3U, 512};
  LaneThreads password_lane{2, 96};
  LaneThreads picture_lane{1, 64};
  std::set<Connection*> connections;
  bool stopping = false;

  LaneThreads& lane(Lane wanted) { return wanted == Lane::kPasswords ? password_lane : wanted == Lane::kPictures ? picture_lane : storage_lane; }
};

// What arrived of one request, and what the log says of it.
struct Exchange {
  Request request;
  Response response;
  bool keep_alive = false;
  bool body_unread = false;  // the client may still be sending: linger before closing
  std::size_t bytes_in = 0;
  steady_clock::time_point started = steady_clock::now();
};

template <class Work>
awaitable<std::invoke_result_t<Work>> run_on(LaneThreads& lane, Work work) {
  using Value = std::invoke_result_t<Work>;
  ++lane.waiting;
  auto job = [&work]() -> awaitable<Value> { co_return work(); };
  Value value = co_await net::co_spawn(lane.pool, std::move(job), net::use_awaitable);
  --lane.waiting;
  co_return value;
}

// ---- writing -------------------------------------------------------------------------------------------

void append_header(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ");
  for (const char c : value)
    if (static_cast<unsigned char>(c) >= 0x20) head.push_back(c);  // nothing may end the line early
  head.append("\r\n");
}

std::string head_of(const Response& response, bool keep_alive) {
  const auto reason = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(response.status)));
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
  head.append(reason.data(), reason.size()).append("\r\n");
  append_header(head, "Date", http_date(machine_clock()()));
  append_header(head, "Connection", keep_alive ? "keep-alive" : "close");
  for (const Header& header : response.headers) append_header(head, header.name, header.value);
  if (response.status != 204 && response.status != 304)
    append_header(head, "Content-Length", std::to_string(response.content().size()));
  return head + "\r\n";
}

awaitable<bool> write_response(Connection& connection, const Exchange& exchange) {
  const std::string head = head_of(exchange.response, exchange.keep_alive);
  const bool has_body = exchange.request.method != "HEAD" && exchange.response.status != 304;
  const std::string_view body = has_body ? exchange.response.content() : std::string_view();
  const std::array<net::const_buffer, 2> buffers = {net::buffer(head), net::buffer(body)};
  connection.expires_after(milliseconds(30'000 + static_cast<long long>(body.size()) / kSlowestReaderBytesPerMs));
  const auto [error, written] = co_await net::async_write(connection.socket, buffers, kAsync);
  co_return !error;
}

// Lets the client read the answer before the connection goes, though it may still be sending.
awaitable<void> linger(Connection& connection) {
  error_code ignored;
  connection.socket.shutdown(tcp::socket::shutdown_send, ignored);
  connection.expires_after(kLingerTime);
  std::string sink(kPieceBytes, '\0');
  for (std::size_t total = 0; total < kLingerBytesMax;) {
    const auto [error, count] = co_await connection.socket.async_read_some(net::buffer(sink), kAsync);
    if (error || count == 0) co_return;
    total += count;
  }
}

// ---- reading -------------------------------------------------------------------------------------------

std::string_view text_of(const beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

enum class HeadOutcome { kWhole, kClosed, kTimeout, kTooLarge };

// Reads until the empty line behind the head stands in the buffer.
awaitable<HeadOutcome> read_head(Connection& connection, const Options& options, std::size_t& head_bytes) {
  connection.idle = connection.buffer.size() == 0;
  connection.expires_after(milliseconds(connection.idle ? options.idle_ms : options.header_ms));
  for (std::size_t searched = 0;;) {
    const std::string_view text = text_of(connection.buffer);
    const std::size_t end = text.find("\r\n\r\n", searched < 3 ? 0 : searched - 3);
    if (end != std::string_view::npos && end + 4 <= kHeadBytesMax) {
      head_bytes = end + 4;
      co_return HeadOutcome::kWhole;
    }
    if (text.size() >= kHeadBytesMax) co_return HeadOutcome::kTooLarge;
    searched = text.size();
    const auto [error, count] = co_await connection.socket.async_read_some(connection.buffer.prepare(4096), kAsync);
    if (error && connection.timed_out) co_return connection.idle ? HeadOutcome::kClosed : HeadOutcome::kTimeout;
    if (error || count == 0) co_return HeadOutcome::kClosed;
    connection.buffer.commit(count);
    if (std::exchange(connection.idle, false)) connection.expires_after(milliseconds(options.header_ms));
  }
}

using Parser = http::request_parser<http::buffer_body>;

void take_head(const Parser& parser, Request& request) {
  const auto& head = parser.get();
  const std::string_view target(head.target().data(), head.target().size());
  const std::size_t question = target.find('?');
  request.method = std::string(head.method_string());
  request.path = std::string(target.substr(0, question));
  request.query = question == std::string_view::npos ? std::string() : std::string(target.substr(question + 1));
  for (const auto& field : head)
    request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
}

// Reads the body piece by piece into `take` (false: give up). The answer code when that failed: "" all of it is
// here, "closed" the client went, else a problem.
template <class Take>
awaitable<std::string_view> read_body(Connection& connection, Parser& parser, const Options& options,
                                      std::size_t bytes_max, Exchange& exchange, Take take) {
  std::string piece(kPieceBytes, '\0');
  const auto deadline = steady_clock::now() + milliseconds(options.body_ms);
  while (!parser.is_done()) {
    const auto stalled = steady_clock::now() + milliseconds(options.body_stall_ms);
    connection.expires_at(std::min(stalled, deadline));
    parser.get().body().data = piece.data();
    parser.get().body().size = piece.size();
    parser.get().body().more = true;
    auto [error, count] = co_await http::async_read_some(connection.socket, connection.buffer, parser, kAsync);
    if (error == http::error::need_buffer) error = {};
    if (error && connection.timed_out) co_return "request_timeout";
    if (error == http::error::partial_message || error == http::error::end_of_stream) co_return "closed";
    if (error) co_return error.category() == http::make_error_code(http::error::bad_chunk).category() ? "malformed_request" : "closed";
    const std::size_t received = piece.size() - parser.get().body().size;
    exchange.bytes_in += received;
    if (exchange.bytes_in > bytes_max) co_return "too_large";
    const bool taken = co_await take(std::string_view(piece.data(), received));
    if (!taken) co_return "unavailable";
  }
  co_return "";
}

// ---- one request ---------------------------------------------------------------------------------------

void refuse(Server& server, Exchange& exchange, std::string_view code, std::string_view detail = {}) {
  exchange.response = server.router.refuse(exchange.request, code, detail);
  exchange.keep_alive = false;
  exchange.body_unread = true;
}

awaitable<bool> receive_upload(Server& server, Connection& connection, Parser& parser, const Plan& plan, Exchange& exchange);
awaitable<bool> receive_text(Server& server, Connection& connection, Parser& parser, const Plan& plan, Exchange& exchange);

bool expects_continue(const Request& request) {
  return equal_ignoring_case(trim(request.header("Expect")), "100-continue");
}

awaitable<bool> send_continue(Connection& connection) {
  constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  connection.expires_after(milliseconds(10'000));
  const auto [error, written] = co_await net::async_write(connection.socket, net::buffer(kContinue), kAsync);
  co_return !error;
}

// Fills exchange.response; false: there is nobody to answer.
awaitable<bool> answer(Server& server, Connection& connection, std::size_t head_bytes, Exchange& exchange) {
  exchange.request.id = random_id();
  exchange.request.remote_address = connection.address;
  const std::string_view fault = fault_of_head(text_of(connection.buffer).substr(0, head_bytes));
  if (!fault.empty()) {
    refuse(server, exchange, "malformed_request", fault);
    co_return true;
  }
  Parser parser;
  parser.body_limit(boost::none);  // counted by read_body, by route
  parser.header_limit(kHeadBytesMax);
  error_code error;
  const std::size_t used = parser.put(net::buffer(connection.buffer.data(), head_bytes), error);
  connection.buffer.consume(used);
  if (error == http::error::need_buffer) error = {};
  if (error || !parser.is_header_done()) {
    refuse(server, exchange, "malformed_request", "The head cannot be read.");
    co_return true;
  }
  take_head(parser, exchange.request);
  exchange.keep_alive = parser.keep_alive() && parser.get().version() == 11 && !server.stopping;

  std::optional<NetworkShares::Share> share;  // of the requests; without a proxy it is the connection that has one
  if (server.options.behind_tls_proxy && !(share = server.shares.take(client_network(exchange.request, server.router.context())))) {
    refuse(server, exchange, "unavailable");
    co_return true;
  }
  const Plan plan = server.router.plan(exchange.request.method, exchange.request.path);
  if (parser.content_length().value_or(0) > plan.body_bytes_max) {
    refuse(server, exchange, "too_large");
    co_return true;
  }
  LaneThreads& lane = server.lane(plan.lane);
  if (lane.waiting >= lane.waiting_max) {
    refuse(server, exchange, "unavailable");
    co_return true;
  }
  bool received = false;
  if (plan.upload) received = co_await receive_upload(server, connection, parser, plan, exchange);
  else received = co_await receive_text(server, connection, parser, plan, exchange);
  if (!received) co_return exchange.response.status != 0;

  auto handle = [&server, &exchange] { return server.router.handle(exchange.request); };
  exchange.response = co_await run_on(lane, handle);
  co_return true;
}

// These two: true = the request is whole. Else exchange.response is the refusal, or has status 0 when the client went.
awaitable<bool> receive_text(Server& server, Connection& connection, Parser& parser, const Plan& plan, Exchange& exchange) {
  if (expects_continue(exchange.request) && !co_await send_continue(connection)) {
    exchange.response.status = 0;
    co_return false;
  }
  auto take = [&exchange](std::string_view piece) -> awaitable<bool> {
    exchange.request.body.append(piece);
    co_return true;
  };
  const std::string_view fault =
      co_await read_body(connection, parser, server.options, plan.body_bytes_max, exchange, take);
  if (fault.empty()) co_return true;
  if (fault == "closed") exchange.response.status = 0;
  else refuse(server, exchange, fault);
  co_return false;
}

awaitable<bool> receive_upload(Server& server, Connection& connection, Parser& parser, const Plan& plan, Exchange& exchange) {
  auto start = [&server, &exchange] { return server.router.start_upload(exchange.request); };
  auto started = co_await run_on(server.storage_lane, start);
  if (Response* refusal = std::get_if<Response>(&started)) {
    exchange.response = std::move(*refusal);
    exchange.keep_alive = false;
    exchange.body_unread = true;
    co_return false;
  }
  const std::unique_ptr<Upload> upload = std::get<std::unique_ptr<Upload>>(std::move(started));
  if (expects_continue(exchange.request) && !co_await send_continue(connection)) {
    exchange.response.status = 0;
    co_return false;
  }
  Upload* sink = upload.get();
  auto take = [&server, sink](std::string_view piece) -> awaitable<bool> {
    auto write = [sink, piece] { return sink->write(piece); };
    co_return co_await run_on(server.storage_lane, write);
  };
  const std::string_view fault =
      co_await read_body(connection, parser, server.options, plan.body_bytes_max, exchange, take);
  if (fault == "closed") exchange.response.status = 0;
  else if (!fault.empty()) refuse(server, exchange, fault);
  if (!fault.empty()) co_return false;
  auto finish = [sink] { return sink->finish(); };
  exchange.request.file = co_await run_on(server.storage_lane, finish);
  if (!exchange.request.file) refuse(server, exchange, "unavailable");
  co_return exchange.request.file != nullptr;
}

void log_exchange(Server& server, const Exchange& exchange) {
  const auto duration = std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - exchange.started);
  server.router.context().metrics->answered(exchange.request.method, exchange.response.route, exchange.response.status,
                                            std::chrono::duration<double>(duration).count());
  log_line(LogLevel::kInfo, {{"request_id", exchange.request.id},
                             {"method", exchange.request.method},
                             {"route", exchange.response.route},
                             {"status", exchange.response.status},
                             {"duration_ms", static_cast<double>(duration.count()) / 1000.0},
                             {"bytes_in", exchange.bytes_in},
                             {"bytes_out", exchange.response.content().size()}});
}

// ---- connections ---------------------------------------------------------------------------------------

awaitable<void> serve_connection(Server& server, Connection& connection) {
  while (!server.stopping) {
    Exchange exchange;
    std::size_t head_bytes = 0;
    const HeadOutcome outcome = co_await read_head(connection, server.options, head_bytes);
    if (outcome == HeadOutcome::kClosed) co_return;
    exchange.started = steady_clock::now();
    bool answerable = true;
    if (outcome == HeadOutcome::kTimeout) refuse(server, exchange, "request_timeout");
    else if (outcome == HeadOutcome::kTooLarge) refuse(server, exchange, "headers_too_large");
    else answerable = co_await answer(server, connection, head_bytes, exchange);
    exchange.request.file.reset();
    log_exchange(server, exchange);
    if (!answerable) co_return;
    if (server.stopping) exchange.keep_alive = false;
    const bool written = co_await write_response(connection, exchange);
    if (!written) co_return;
    if (!exchange.keep_alive) {
      if (exchange.body_unread) co_await linger(connection);
      co_return;
    }
  }
}

// Says so to a network that holds too many connections.
awaitable<void> refuse_connection(Server& server, Connection& connection) {
  Exchange exchange;
  refuse(server, exchange, "unavailable");
  log_exchange(server, exchange);
  const bool written = co_await write_response(connection, exchange);
  if (written) co_await linger(connection);
}

// Without a proxy: false when even telling the client that it has too many connections would be one too many.
bool take_share(Server& server, Connection& connection) {
  if (server.options.behind_tls_proxy) return true;
  const std::string network = network_of(connection.address);
  connection.share = server.shares.take(network);
  connection.refused = !connection.share;
  if (connection.refused) connection.share = server.refusals.take(network);
  return connection.share.has_value();
}

awaitable<void> own_connection(Server& server, std::shared_ptr<Connection> connection) {
  server.connections.insert(connection.get());
  server.router.context().metrics->set_connections(server.connections.size());
  try {
    if (connection->refused) co_await refuse_connection(server, *connection);
    else co_await serve_connection(server, *connection);
  } catch (const std::exception& failure) {
    log_message(LogLevel::kError, "a connection failed", failure.what());
  }
  error_code ignored;
  connection->timer.cancel();
  connection->socket.shutdown(tcp::socket::shutdown_both, ignored);
  connection->socket.close(ignored);
  server.connections.erase(connection.get());
  server.router.context().metrics->set_connections(server.connections.size());
  if (server.stopping && server.connections.empty()) server.stop_timer.cancel();
}

awaitable<void> accept_connections(Server& server) {
  while (!server.stopping) {
    auto [error, socket] = co_await server.acceptor.async_accept(kAsync);
    if (error == net::error::operation_aborted) co_return;
    if (error) {  // out of descriptors: wait for some to come back
      net::steady_timer pause(server.io, milliseconds(100));
      co_await pause.async_wait(kAsync);
      continue;
    }
    if (std::cmp_greater_equal(server.connections.size(), server.options.connections_max)) continue;  // closes it
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    socket.set_option(net::socket_base::send_buffer_size(kSendBufferBytes), ignored);  // else slow readers fill the kernel's memory
    auto connection = std::make_shared<Connection>(std::move(socket));
    const auto remote = connection->socket.remote_endpoint(ignored);
    connection->address = remote.address().to_string(ignored);
    if (!take_share(server, *connection)) continue;
    net::co_spawn(server.io, own_connection(server, std::move(connection)), net::detached);
  }
}

awaitable<void> wait_for_stop(Server& server, net::signal_set& signals) {
  co_await signals.async_wait(kAsync);
  log_message(LogLevel::kInfo, "stopping");
  server.stopping = true;
  error_code ignored;
  server.acceptor.close(ignored);
  for (Connection* connection : server.connections)
    if (connection->idle) connection->socket.cancel(ignored);
  if (server.connections.empty()) co_return;
  server.stop_timer.expires_after(kStopWait);
  const auto [error] = co_await server.stop_timer.async_wait(kAsync);
  if (!error) server.io.stop();  // some are still not done
}

error_code listen(Server& server) {
  error_code error;
  const auto address = net::ip::make_address(server.options.host, error);
  if (error) return error;
  const tcp::endpoint endpoint(address, static_cast<unsigned short>(server.options.port));
  server.acceptor.open(endpoint.protocol(), error);
  if (!error) server.acceptor.set_option(net::socket_base::reuse_address(true), error);
  if (!error) server.acceptor.bind(endpoint, error);
  if (!error) server.acceptor.listen(net::socket_base::max_listen_connections, error);
  return error;
}

}  // namespace

model::Result<bool> serve(Router& router, const Options& options, const std::function<void(int port)>& ready) {
  Server server(router, options);
  if (const error_code error = listen(server))
    return model::Error{"address_not_available", "", {{"reason", error.message()}}};
  net::signal_set signals(server.io, SIGTERM, SIGINT);
  net::co_spawn(server.io, wait_for_stop(server, signals), net::detached);
  net::co_spawn(server.io, accept_connections(server), net::detached);
  ready(server.acceptor.local_endpoint().port());
  server.io.run();
  server.storage_lane.pool.join();
  server.password_lane.pool.join();
  server.picture_lane.pool.join();
  return true;
}

}  // namespace portal::server
