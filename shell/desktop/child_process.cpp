#include "shell/desktop/child_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>

extern char** environ;

namespace portal::shell {

namespace {

constexpr std::size_t kOutputBytesMax = 1 << 20;

std::vector<char*> pointers_to(const std::vector<std::string>& arguments) {
  std::vector<char*> pointers;
  for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// output: becomes the program's standard output; -1 = ours. Returns 0 when it could not be started.
pid_t spawn(const std::vector<std::string>& arguments, int output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (output >= 0) posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  pid_t pid = 0;
  const int problem = posix_spawnp(&pid, arguments.front().c_str(), &actions, nullptr, pointers_to(arguments).data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return problem == 0 ? pid : 0;
}

std::string read_all(int input) {
  std::string text;
  std::array<char, 4096> block{};
  for (;;) {
    const ssize_t count = read(input, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0 || text.size() > kOutputBytesMax) break;
    text.append(block.data(), static_cast<std::size_t>(count));
  }
  return text;
}

}  // namespace

std::string find_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path ? path : "";
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    const std::string candidate = std::string(rest.substr(0, end)) + "/" + name;
    if (access(candidate.c_str(), X_OK) == 0) return candidate;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

bool start_program(const std::vector<std::string>& arguments) {
  const pid_t pid = spawn(arguments, -1);
  if (pid == 0) return false;
  std::thread([pid] { waitpid(pid, nullptr, 0); }).detach();  // no zombie is left behind
  return true;
}

OutputOf::~OutputOf() {
  if (pid_ != 0) kill(pid_, SIGTERM);
  if (reader_.joinable()) reader_.join();
}

bool OutputOf::start(const std::vector<std::string>& arguments, std::function<void(std::string)> done) {
  if (running()) return false;
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return false;
  pid_ = spawn(arguments, ends[1]);
  close(ends[1]);
  if (pid_ == 0) {
    close(ends[0]);
    return false;
  }
  reader_ = std::thread([pid = pid_, input = ends[0], done = std::move(done)] {
    std::string text = read_all(input);
    close(input);
    waitpid(pid, nullptr, 0);
    done(std::move(text));
  });
  return true;
}

void OutputOf::finished() {
  if (reader_.joinable()) reader_.join();
  pid_ = 0;
}

}  // namespace portal::shell
