// Text: measured, wrapped, cut and drawn with the glyphs of the shell's font loader.
//
// Glyphs are placed at whole device pixels, each by itself: sharp at any pixel ratio, while the advance stays exact, so
// that a line is as wide as the browser's own.
#include <cmath>

#include "model/utf8.h"
#include "ui/frame.h"
#include "ui/line_break.h"

namespace portal::ui {

namespace {

constexpr std::string_view kEllipsis = "…";

// A font at one size and the density of the screen. Lives for one call: ImGui may move its data when glyphs come in.
class Face {
 public:
  Face(ImFont* font, float size, float density)
      : baked_(font->GetFontBaked(size, density)), scale_(size / baked_->Size) {}

  float advance(char32_t c) const { return c < 32 ? 0 : baked_->GetCharAdvance(static_cast<ImWchar>(c)) * scale_; }
  const ImFontGlyph& glyph(char32_t c) const { return *baked_->FindGlyph(static_cast<ImWchar>(c)); }
  float scale() const { return scale_; }

  float width(std::string_view text) const {
    float sum = 0;
    for (std::size_t at = 0; at < text.size();) sum += advance(model::next_code_point(text, at));
    return sum;
  }

 private:
  ImFontBaked* baked_;
  float scale_;
};

std::string_view without_spaces_at_end(std::string_view line) {
  while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
  return line;
}

Face face_of(const Fonts& fonts, const Frame::TextStyle& style, float density) {
  return {style.strong ? fonts.strong : fonts.regular, style.size, density};
}

}  // namespace

Frame::TextStyle Frame::style_text() const { return {.size = metrics.text, .color = palette.text}; }
Frame::TextStyle Frame::style_muted() const { return {.size = metrics.text_small, .color = palette.text_muted}; }

Frame::TextStyle Frame::style_heading(int level) const {
  const float size = level <= 1 ? metrics.heading1 : level == 2 ? metrics.heading2 : metrics.heading3;
  return {.size = size, .strong = true, .color = palette.text, .line_height = std::round(size * 1.35f)};
}

float Frame::line_height(const TextStyle& style) const {
  return style.line_height > 0 ? style.line_height : std::round(style.size * metrics.line_height);
}

float Frame::text_width(std::string_view text, const TextStyle& style) const {
  return face_of(resources_.fonts, style, env.pixel_ratio).width(text);
}

std::vector<std::string_view> Frame::wrap(std::string_view text, float width, const TextStyle& style) const {
  std::vector<std::string_view> lines;
  if (text.empty()) return lines;
  const Face face = face_of(resources_.fonts, style, env.pixel_ratio);
  std::size_t start = 0;      // of the line
  std::size_t break_at = 0;   // the last place in it where it may end; start = none
  float x = 0;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = model::next_code_point(text, at);
    if (c == '\n') {
      lines.push_back(without_spaces_at_end(text.substr(start, here - start)));
      start = break_at = at;
      x = 0;
      before = 0;
      continue;
    }
    if (here > start && may_break_between(before, c)) break_at = here;
    const float advance = face.advance(c);
    while (c != ' ' && here > start && x + advance > width) {
      const std::size_t end = break_at > start ? break_at : here;
      lines.push_back(without_spaces_at_end(text.substr(start, end - start)));
      start = break_at = end;
      x = face.width(text.substr(start, here - start));
    }
    x += advance;
    before = c;
  }
  lines.push_back(without_spaces_at_end(text.substr(start)));
  return lines;
}

float Frame::text_height(std::string_view text, float width, const TextStyle& style) const {
  return static_cast<float>(wrap(text, width, style).size()) * line_height(style);
}

float Frame::draw_text(std::string_view text, Point top_left, float width, const TextStyle& style) {
  const float height = line_height(style);
  float y = top_left.y;
  for (const std::string_view line : wrap(text, width, style)) {
    const Rect box{top_left.x, y, width, height};
    if (visible(box)) draw_glyphs(line, {box.x, to_screen(box).y + (height - style.size) / 2}, style);
    y += height;
  }
  return y - top_left.y;
}

std::string Frame::cut_to(std::string_view text, float width, const TextStyle& style) const {
  const Face face = face_of(resources_.fonts, style, env.pixel_ratio);
  const float tolerance = 0.5f;  // a width that was measured and rounded somewhere still fits
  if (face.width(text) <= width + tolerance) return std::string(text);
  const float room = width - face.width(kEllipsis);
  float x = 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    x += face.advance(model::next_code_point(text, at));
    if (x > room) break;
    end = at;
  }
  return std::string(without_spaces_at_end(text.substr(0, end))) + std::string(kEllipsis);
}

void Frame::draw_line(std::string_view text, const Rect& rect, const TextStyle& style, float align) {
  if (text.empty() || !visible(rect)) return;
  const std::string shown = cut_to(text, rect.w, style);
  const float x = rect.x + std::max(0.0f, rect.w - text_width(shown, style)) * align;
  draw_glyphs(shown, {x, to_screen(rect).y + (rect.h - style.size) / 2}, style);
}

// top_left: on the screen, of a box as high as the font size.
void Frame::draw_glyphs(std::string_view line, Point top_left, const TextStyle& style) {
  const Face face = face_of(resources_.fonts, style, env.pixel_ratio);
  // First load: a new glyph may give the atlas a new texture, which must not happen between reserve and write.
  int count = 0;
  for (std::size_t at = 0; at < line.size();) count += face.glyph(model::next_code_point(line, at)).Visible;
  if (count == 0) return;
  ImDrawList* list = draw_list();
  list->PrimReserve(count * 6, count * 4);
  float x = top_left.x;
  for (std::size_t at = 0; at < line.size();) {
    const ImFontGlyph& glyph = face.glyph(model::next_code_point(line, at));
    if (glyph.Visible) {
      const float left = snapped(x + glyph.X0 * face.scale());
      const float top = snapped(top_left.y + glyph.Y0 * face.scale());
      const ImVec2 size{(glyph.X1 - glyph.X0) * face.scale(), (glyph.Y1 - glyph.Y0) * face.scale()};
      const Color color = glyph.Colored ? style.color | 0x00ffffff : style.color;
      list->PrimRectUV({left, top}, {left + size.x, top + size.y}, {glyph.U0, glyph.V0}, {glyph.U1, glyph.V1}, color);
    }
    x += glyph.AdvanceX * face.scale();
  }
}

}  // namespace portal::ui
