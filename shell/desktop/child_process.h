// Other programs of the desktop: the file chooser, and whatever opens a document.
#pragma once

#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace portal::shell {

// The full path of a program on PATH, "" when it is not there.
std::string find_program(const std::string& name);

// Starts it and forgets it. false: it could not be started.
bool start_program(const std::vector<std::string>& arguments);

// Starts it, and calls `done` with what it wrote to its output, on another thread. Not more than one at a time.
class OutputOf {
 public:
  OutputOf() = default;
  ~OutputOf();  // ends a program that still runs
  OutputOf(const OutputOf&) = delete;
  OutputOf& operator=(const OutputOf&) = delete;

  bool running() const { return pid_ != 0; }
  bool start(const std::vector<std::string>& arguments, std::function<void(std::string)> done);
  void finished();  // to be called on the starting thread once `done` was called

 private:
  int pid_ = 0;
  std::thread reader_;
};

}  // namespace portal::shell
