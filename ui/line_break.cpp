#include "ui/line_break.h"

#include <string_view>

namespace portal::ui {

namespace {

constexpr std::u32string_view kNeverFirst = U"，。、；：？！）】》」』〉〕”’…—～·％℃,.;:?!)]}%'\"»›";
constexpr std::u32string_view kNeverLast = U"（【《「『〈〔“‘([{￥¥$«‹";

bool is_in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

// Written without spaces between words: Han with its extensions, kana, bopomofo, their punctuation, full-width forms.
bool is_ideographic(char32_t c) {
  return (c >= 0x2E80 && c <= 0x33FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

bool may_break_between(char32_t before, char32_t after) {
  if (after == ' ') return false;  // spaces hang at the end of the line before
  if (before == ' ' || before == '\t') return true;
  if (is_in(kNeverFirst, after) || is_in(kNeverLast, before)) return false;
  if (before == '-') return is_letter(after);
  // A closing mark behind a Chinese character ends a word as the character does.
  return is_ideographic(before) || is_ideographic(after) || before == U'”' || before == U'’' || before == U'—' ||
         before == U'…' || after == U'“' || after == U'‘';
}

}  // namespace portal::ui
