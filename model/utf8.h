// Text as UTF-8: counting, trimming, and the full-width forms that Chinese input methods produce.
//
// No locale: the same answer on every machine. Bytes that are not UTF-8 count as U+FFFD, one by one;
// nothing here fails.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace portal::model {

// The code point at `at`, which moves behind it. Requires at < text.size().
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_code_point(std::string& text, char32_t code_point);
int count_code_points(std::string_view text);

// Without white space at both ends (ideographic and no-break spaces too).
std::string_view trimmed(std::string_view text);
bool is_blank(std::string_view text);

// Full-width ASCII as ASCII, any space as ' ', any dash as '-', the ideographic full stop as '.'.
// For numbers, dates and identifiers; never for prose.
std::string half_width(std::string_view text);

// ASCII letters in lower case, everything else as it is.
std::string ascii_lower(std::string_view text);

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace portal::model
