#include "model/identifiers.h"

#include <array>

#include "model/date.h"
#include "model/utf8.h"

namespace portal::model {
namespace {

Error wrong(std::string code) { return {std::move(code), "", {}}; }

Error wrong_check_digit(char expected) { return {"wrong_check_digit", "", {{"expected", std::string(1, expected)}}}; }

// Half-width, upper-case, without spaces, hyphens and a leading name ("ISSN", "ISSN:").
std::string compact(std::string_view typed, std::string_view name = {}) {
  std::string text;
  for (const char c : half_width(typed)) {
    if (c == ' ' || c == '-') continue;
    text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  if (!name.empty() && text.starts_with(name)) text.erase(0, name.size());
  if (!name.empty() && text.starts_with(':')) text.erase(0, 1);
  return text;
}

bool all_digits(std::string_view text) {
  for (const char c : text)
    if (!is_digit(c)) return false;
  return true;
}

// Digits, and as the last character perhaps an X.
bool digits_then_check(std::string_view text) {
  return all_digits(text.substr(0, text.size() - 1)) && (is_digit(text.back()) || text.back() == 'X');
}

char digit_or_x(int value) { return value == 10 ? 'X' : static_cast<char>('0' + value); }

template <std::size_t N>
int weighted_sum(std::string_view digits, const std::array<int, N>& weights) {
  int sum = 0;
  for (std::size_t i = 0; i < N; ++i) sum += (digits[i] - '0') * weights[i];
  return sum;
}

Result<std::string> check_isbn10(const std::string& text) {
  if (!digits_then_check(text)) return wrong("wrong_character");
  const int sum = weighted_sum(text, std::array{10, 9, 8, 7, 6, 5, 4, 3, 2});
  const char expected = digit_or_x((11 - sum % 11) % 11);
  if (text.back() != expected) return wrong_check_digit(expected);
  return text;
}

Result<std::string> check_isbn13(const std::string& text) {
  if (!all_digits(text)) return wrong("wrong_character");
  if (!text.starts_with("978") && !text.starts_with("979")) return wrong("wrong_character");
  const int sum = weighted_sum(text, std::array{1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3});
  const char expected = digit_or_x((10 - sum % 10) % 10);
  if (text.back() != expected) return wrong_check_digit(expected);
  return text;
}

}  // namespace

Result<std::string> check_issn(std::string_view typed) {
  const std::string text = compact(typed, "ISSN");
  if (text.size() != 8) return wrong("wrong_length");
  if (!digits_then_check(text)) return wrong("wrong_character");
  const int sum = weighted_sum(text, std::array{8, 7, 6, 5, 4, 3, 2});
  const char expected = digit_or_x((11 - sum % 11) % 11);
  if (text.back() != expected) return wrong_check_digit(expected);
  return text.substr(0, 4) + "-" + text.substr(4);
}

Result<std::string> check_isbn(std::string_view typed) {
  const std::string text = compact(typed, "ISBN");
  if (text.size() == 10) return check_isbn10(text);
  if (text.size() == 13) return check_isbn13(text);
  return wrong("wrong_length");
}

// Since October 2003: year (4), kind (1), serial (7); before: year (2), kind (1), serial (5). Then "." and
// the check digit: weights 2…9 from the left, starting again at 2, modulo 11.
Result<std::string> check_patent(std::string_view typed) {
  std::string text = compact(typed, "ZL");
  const std::size_t point = text.find('.');
  if (point != std::string::npos && point + 2 == text.size()) text.erase(point, 1);
  if (text.size() != 13 && text.size() != 9) return wrong("wrong_length");
  if (!digits_then_check(text)) return wrong("wrong_character");
  int sum = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) sum += (text[i] - '0') * (2 + static_cast<int>(i % 8));
  const char expected = digit_or_x(sum % 11);
  if (text.back() != expected) return wrong_check_digit(expected);
  return "ZL" + text.substr(0, text.size() - 1) + "." + text.back();
}

Result<std::string> check_resident_id(std::string_view typed) {
  const std::string text = compact(typed);
  if (text.size() != 18) return wrong("wrong_length");
  if (!digits_then_check(text)) return wrong("wrong_character");
  if (!parse_date(text.substr(6, 8))) return wrong("date_does_not_exist");
  const int sum = weighted_sum(text, std::array{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2});
  const char expected = digit_or_x((12 - sum % 11) % 11);
  if (text.back() != expected) return wrong_check_digit(expected);
  return text;
}

Result<std::string> check_credit_code(std::string_view typed) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const std::string text = compact(typed);
  if (text.size() != 18) return wrong("wrong_length");
  int sum = 0;
  int weight = 1;  // 3^i modulo 31
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t value = kAlphabet.find(text[i]);
    if (value == std::string_view::npos) return wrong("wrong_character");
    if (i == 17) break;
    sum += static_cast<int>(value) * weight;
    weight = weight * 3 % 31;
  }
  const char expected = kAlphabet[(31 - sum % 31) % 31];
  if (text.back() != expected) return wrong_check_digit(expected);
  return text;
}

Result<std::string> check_mobile(std::string_view typed) {
  std::string text = compact(typed);
  for (const std::string_view prefix : {"+86", "0086", "86"}) {
    if (text.size() != 11 + prefix.size() || !text.starts_with(prefix)) continue;
    text.erase(0, prefix.size());
    break;
  }
  if (text.size() != 11) return wrong("wrong_length");
  if (!all_digits(text) || text[0] != '1' || text[1] < '3') return wrong("wrong_character");
  return text;
}

Result<std::string> check_identifier(std::string_view check, std::string_view text) {
  if (check == "issn") return check_issn(text);
  if (check == "isbn") return check_isbn(text);
  if (check == "patent") return check_patent(text);
  if (check == "resident_id") return check_resident_id(text);
  if (check == "credit_code") return check_credit_code(text);
  if (check == "mobile") return check_mobile(text);
  return Error{"unknown_check", "", {{"check", std::string(check)}}};
}

}  // namespace portal::model
