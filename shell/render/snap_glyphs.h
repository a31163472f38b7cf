// Puts glyphs on whole device pixels, so that text is crisp at any device pixel ratio.
//
// Dear ImGui rounds text to whole CSS pixels and adds exact advances to it: at 1.25x or between Latin letters a glyph
// falls between device pixels and the sampler blurs it. Layout stays exact; only what is drawn moves, by at most
// half a device pixel.
#pragma once

#include <imgui.h>

namespace portal::shell {

// Moves every textured, axis-aligned rectangle that shows one texel per device pixel. All other geometry stays.
void snap_glyphs(ImDrawData& draw);

}  // namespace portal::shell
