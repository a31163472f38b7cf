// Dear ImGui's FreeType loader with sizes as CSS has them.
//
// Dear ImGui scales a font so that ascent + descent are `size` pixels high, which makes Noto Sans CJK a third
// smaller than the same size in a browser. Here `size` is the em, and the baseline lies where a browser puts it in
// a line that is `size` high, so that the desktop's picture and the page's have the same measures.
#pragma once

struct ImFontLoader;

namespace portal::shell {

// Lives as long as the program.
const ImFontLoader* freetype_loader();

}  // namespace portal::shell
