// Where a line of text may end: between words, and between Chinese characters with the basic rules of GB/T 15834
// (no line begins with closing punctuation, none ends with an opening one).
#pragma once

namespace portal::ui {

// Whether a line may end between these two neighbours. Code points.
bool may_break_between(char32_t before, char32_t after);

}  // namespace portal::ui
