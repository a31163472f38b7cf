// The fonts of this machine, asked from fontconfig: which files to read for Chinese text, best first.
//
// system_fonts("zh-CN", bold) -> the system's sans-serif font for the language, then fonts that add further
// characters (rare Chinese ones, symbols). Only outline fonts; at most kFontsMax. Empty: the machine has none.
// covers_chinese() tells whether the first of them can show Chinese at all.
#pragma once

#include <string>
#include <vector>

namespace portal::shell {

struct FontFace {
  std::string path;
  int index = 0;  // in a collection (.ttc)
  bool covers_chinese = false;
};

inline constexpr int kFontsMax = 8;  // Dear ImGui can tell 16 sources of one font apart

std::vector<FontFace> system_fonts(const std::string& language, bool bold);

}  // namespace portal::shell
