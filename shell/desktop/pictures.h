// Small previews of pictures: chosen files and attachments, decoded once and drawn over their nodes.
//
// Requires: a current ImGui context whose renderer makes textures (1.92); must go before it.
#pragma once

#include <imgui.h>

#include <map>
#include <memory>
#include <string>

#include "shell/desktop/client.h"

namespace portal::shell {

class Pictures {
 public:
  explicit Pictures(Client& client) : client_(client) {}
  ~Pictures();
  Pictures(const Pictures&) = delete;
  Pictures& operator=(const Pictures&) = delete;

  // Loads what the tree shows and has not been loaded; true when there is something new to draw.
  bool follow(const ui::SemanticsTree& tree);
  // Where there is no picture (yet), the sheet that the page draws there stays.
  void draw(ImDrawList& list, const ui::SemanticsTree& tree, float scroll_y) const;

 private:
  void load(const std::string& source);
  void decoded(const std::string& source, const std::string& bytes);

  Client& client_;
  std::map<std::string, ImTextureData*> textures_;  // by source; nullptr: asked for, or not to be had
  bool news_ = false;
};

}  // namespace portal::shell
