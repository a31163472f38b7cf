// Regular and strong text for Dear ImGui from the system's font files.
//
// The files are mapped, not read: a CJK collection has 20 MB, of which a page needs some hundred glyphs.
// Requires: a current ImGui context at load(); must outlive it.
#pragma once

#include <string>
#include <vector>

#include "shell/render/system_fonts.h"
#include "ui/frame.h"

namespace portal::shell {

class FreetypeFonts {
 public:
  FreetypeFonts() = default;
  ~FreetypeFonts();
  FreetypeFonts(const FreetypeFonts&) = delete;
  FreetypeFonts& operator=(const FreetypeFonts&) = delete;

  // Returns what is wrong, "" when all is well. Text without Chinese is shown even when something is wrong,
  // as long as the machine has any font at all: then fonts().regular is set.
  std::string load(const std::string& language);
  ui::Fonts fonts() const { return fonts_; }

 private:
  struct Mapping {
    std::string path;
    void* data = nullptr;
    std::size_t size = 0;
  };
  const Mapping* map(const std::string& path);
  ImFont* add(const std::vector<FontFace>& faces);

  std::vector<Mapping> mappings_;
  ui::Fonts fonts_;
};

}  // namespace portal::shell
