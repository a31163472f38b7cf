// Boost.Beast that answers every request with the same head and body: what a detail read of the server is compared with.
//
//   portal_bare_beast FILE     prints its port; FILE holds the whole answer, head and body, as the server sent it
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <fstream>
#include <iostream>
#include <iterator>

namespace net = boost::asio;
namespace http = boost::beast::http;
using net::ip::tcp;

namespace {

constexpr auto kAsync = net::as_tuple(net::use_awaitable);

net::awaitable<void> answer_all(tcp::socket socket, const http::response<http::string_body>& answer) {
  boost::beast::flat_buffer buffer;
  for (;;) {
    http::request<http::string_body> request;
    const auto [read_error, read] = co_await http::async_read(socket, buffer, request, kAsync);
    if (read_error) co_return;
    const auto [write_error, written] = co_await http::async_write(socket, answer, kAsync);
    if (write_error) co_return;
  }
}

net::awaitable<void> accept_all(tcp::acceptor& acceptor, const http::response<http::string_body>& answer) {
  for (;;) {
    auto [error, socket] = co_await acceptor.async_accept(kAsync);
    if (error) co_return;
    boost::beast::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    net::co_spawn(acceptor.get_executor(), answer_all(std::move(socket), answer), net::detached);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  std::ifstream file(arguments[1], std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  http::response_parser<http::string_body> parser;
  boost::beast::error_code error;
  parser.eager(true);
  parser.put(net::buffer(text), error);
  if (error || !parser.is_done()) return 1;
  const http::response<http::string_body> answer = parser.release();
  net::io_context io{1};
  tcp::acceptor acceptor(io, {net::ip::make_address("127.0.0.1"), 0});
  std::cout << acceptor.local_endpoint().port() << std::endl;
  net::co_spawn(io, accept_all(acceptor, answer), net::detached);
  io.run();
}
