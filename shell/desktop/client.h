// The client without its window: the runtime, and everything outside that is not drawn. Carries effects out and
// brings their answers back as events.
//
// pump() does all that is due and must be called after every wake() and whenever next_timer_ms() has passed.
// What concerns the window (focus, scrolling, sentences for the user) is kept until the window takes it.
// One thread, but for `wake`, which is called on others.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shell/desktop/bearer.h"
#include "shell/desktop/files.h"
#include "shell/desktop/history.h"
#include "shell/desktop/initials.h"
#include "shell/desktop/timers.h"
#include "shell/desktop/transport.h"
#include "shell/runtime/runtime.h"

namespace portal::shell {

struct Account {
  std::string name;
  std::string password;
};

struct ClientSetup {
  std::string backend;
  ui::Theme theme;
  ui::Texts texts;
  ui::Fonts fonts;
  std::string fragment;
  std::optional<Account> account;  // signs in once, when the server asks who is there
  std::function<void()> wake;
  std::string assets_folder = {};     // texts in other languages are read from there
  std::string preferences_path = {};  // "" = what the user prefers is not kept
  std::string preferences = {};       // as kept
};

class Client {
 public:
  explicit Client(ClientSetup setup);

  void start(const ui::Environment& environment);
  void set_environment(const ui::Environment& environment);
  const ui::Environment& environment() const { return environment_; }
  void post(const ui::Event& event);  // brings the clock up to date first
  void pump();
  void frame();

  Runtime& runtime() { return runtime_; }
  const Runtime& runtime() const { return runtime_; }
  std::optional<long long> next_timer_ms() const;  // from now, ≥ 0
  bool settled() const;  // all that was asked for is answered, and no frame is wanted

  void go(int by);  // through the history
  void remember_scroll(float scroll_y) { history_.remember_scroll(scroll_y); }
  // Tells the application; returns the names of those that cannot be read.
  std::vector<std::string> choose_files(const std::string& node, const std::vector<std::string>& paths);

  // What the window has to do, in the order asked for; each is taken once.
  std::optional<std::string> take_focus() { return std::exchange(focus_, std::nullopt); }
  std::optional<float> take_scroll() { return std::exchange(scroll_, std::nullopt); }
  std::vector<std::string> take_sentences() { return std::exchange(sentences_, {}); }

  // A picture's bytes: of a chosen file (a path) or of an attachment ("attachment:DECLARATION/SHA256").
  std::optional<std::string> path_of_picture(const std::string& source) const;  // "file:HANDLE"
  using PictureArrived = std::function<void(const std::string& bytes)>;         // "" = it cannot be had
  void load_attachment(const std::string& declaration, const std::string& sha256, PictureArrived arrived);

 private:
  void run_effects();
  void take_answers();
  void sign_in_once();
  void answered(Answer answer);
  void take_file(const ui::HttpRequest& request, const Answer& answer);
  void save_and_open(const std::string& name, const Answer& answer);
  std::vector<std::string> headers() const;

  struct Executor;  // effects.cpp: one operator() for each effect
  std::string assets_folder_;
  std::string preferences_path_;
  std::string preferences_;
  std::optional<Account> account_;
  IcuInitials initials_;
  Runtime runtime_;
  Transport transport_;
  Bearer bearer_;
  Files files_;
  History history_;
  Timers timers_;
  ui::Environment environment_;
  unsigned last_download_ = 0;
  std::map<unsigned, std::function<void(const Answer&)>> downloads_;
  std::optional<std::string> focus_;
  std::optional<float> scroll_;
  std::vector<std::string> sentences_;
};

}  // namespace portal::shell
