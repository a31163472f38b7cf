// The desktop client: a window, what happens in it, and the loop that sleeps until something does.
#pragma once

#include <optional>
#include <string>

#include "shell/desktop/assets.h"
#include "shell/desktop/child_process.h"
#include "shell/desktop/client.h"
#include "shell/desktop/options.h"
#include "shell/desktop/overlay.h"
#include "shell/desktop/page.h"
#include "shell/desktop/pictures.h"
#include "shell/desktop/window.h"
#include "shell/render/freetype_fonts.h"
#include "shell/runtime/decide_frame.h"

namespace portal::shell {

class Desktop {
 public:
  struct Kept {
    std::string path;  // where to keep what the user prefers; "" = nowhere
    std::string preferences;
  };
  Desktop(Options options, Assets assets, Kept kept, std::optional<Account> account);

  // Runs until the window is closed, or the screenshot is written. Returns the program's exit code.
  int run();

 private:
  std::string open();
  int loop();
  FrameInputs frame_inputs() const;
  void wait();
  void handle(const SDL_Event& event);
  void handle_button(const SDL_Event& event);
  void handle_key(const SDL_Event& event);
  bool handle_shortcut(const SDL_Keysym& key);
  void handle_user_event(const SDL_UserEvent& event);
  void window_changed();
  void draw();
  void finish_typing();
  void choose_files(const std::string& node);
  void take_dropped();
  void add_files(const std::string& node, const std::vector<std::string>& paths);
  void say(std::string sentence);
  int write_screenshot();

  Options options_;
  Assets assets_;
  Kept kept_;
  std::optional<Account> account_;
  // In this order: what is used stands before what uses it, and outlives it.
  FreetypeFonts fonts_;
  Window window_;
  std::optional<Client> client_;
  std::optional<Page> page_;
  std::optional<Pictures> pictures_;
  std::optional<Overlay> overlay_;
  OutputOf chooser_;
  std::string files_for_;  // node that the open chooser works for
  std::vector<std::string> dropped_;
  Uint32 sentence_until_ms_ = 0;  // SDL's clock; 0 = none shown
  int settle_frames_ = 0;
  bool visible_ = true;  // not minimised
  bool closing_ = false;
};

}  // namespace portal::shell
