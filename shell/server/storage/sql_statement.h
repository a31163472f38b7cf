// One SQL statement with its parameters and result columns, over SOCI.
//
//   SqlStatement(session, "SELECT name FROM people WHERE id = :id").in(id).out(name).next()
//
// Parameters are bound in order of .in; every name stands once in the text. Throws soci::soci_error.
#pragma once

#include <soci/soci.h>

#include <deque>
#include <string>
#include <string_view>
#include <variant>

namespace portal::server {

class SqlStatement {
 public:
  SqlStatement(soci::session& session, std::string_view sql) : statement_(session), sql_(sql) {}

  SqlStatement& in(std::string_view text) { return bind(std::string(text)); }
  SqlStatement& in(const char* text) { return bind(std::string(text)); }
  SqlStatement& in(long long number) { return bind(number); }
  SqlStatement& in(int number) { return bind(static_cast<long long>(number)); }
  SqlStatement& in(double number) { return bind(number); }
  // An empty text is stored as NULL.
  SqlStatement& in_or_null(std::string_view text) {
    auto& value = std::get<std::string>(inputs_.emplace_back(std::string(text)));
    auto& indicator = indicators_.emplace_back(text.empty() ? soci::i_null : soci::i_ok);
    statement_.exchange(soci::use(value, indicator));
    return *this;
  }

  // Columns that may be NULL are read through COALESCE.
  SqlStatement& out(std::string& text) { return receive(text); }
  SqlStatement& out(long long& number) { return receive(number); }
  SqlStatement& out(double& number) { return receive(number); }

  // The next row into the variables; false when there is none.
  bool next() {
    if (!started_) {
      start();
      return statement_.execute(true);
    }
    return statement_.fetch();
  }

  // For statements without rows: how many they changed.
  long long run() {
    start();
    statement_.execute(true);
    return statement_.get_affected_rows();
  }

 private:
  template <class T>
  SqlStatement& bind(T value) {
    auto& kept = std::get<T>(inputs_.emplace_back(std::move(value)));
    statement_.exchange(soci::use(kept));
    return *this;
  }
  template <class T>
  SqlStatement& receive(T& value) {
    statement_.exchange(soci::into(value));
    return *this;
  }
  void start() {
    started_ = true;
    statement_.alloc();
    statement_.prepare(sql_, soci::details::st_one_time_query);  // one round trip, not three
    statement_.define_and_bind();
  }

  std::deque<std::variant<std::string, long long, double>> inputs_;  // addresses stay
  std::deque<soci::indicator> indicators_;
  soci::statement statement_;  // after what it points into
  std::string sql_;
  bool started_ = false;
};

}  // namespace portal::server
