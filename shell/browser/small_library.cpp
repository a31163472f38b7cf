// In the place of what Dear ImGui and nlohmann-json take from the C library, where that is large and the page needs little of it.
//
// - Numbers are read by the browser (JSON's own grammar has been checked before): the library's reader brings arithmetic of 128 bits.
// - Dear ImGui formats names of windows and fonts, which nobody sees: it gets the format itself.
#include <emscripten/em_js.h>
#include <emscripten/em_macros.h>
#include <imgui_internal.h>

#include <cstdarg>
#include <cstdlib>
#include <cstring>

// clang-format off
EM_JS(double, portal_js_number, (const char* text, int length), { return Number(UTF8ToString(text, length)); })
EM_JS_DEPS(portal_js_number_text, "$UTF8ToString")
// clang-format on

// As far as a JSON number goes; not a number: 0, and end = text.
extern "C" double strtod(const char* text, char** end) {
  const std::size_t length = std::strspn(text, "+-.0123456789eE");
  const double number = length > 0 ? portal_js_number(text, static_cast<int>(length)) : 0;
  const bool is_number = length > 0 && number == number;
  if (end) *end = const_cast<char*>(text) + (is_number ? length : 0);
  return is_number ? number : 0;
}

// The library has these in one object with strtod, which would be there twice.
extern "C" float strtof(const char* text, char** end) { return static_cast<float>(strtod(text, end)); }
extern "C" long double strtold(const char* text, char** end) { return static_cast<long double>(strtod(text, end)); }

int ImFormatStringV(char* buffer, std::size_t size_bytes, const char* format, va_list) {
  const std::size_t length = std::strlen(format);
  if (buffer && size_bytes > 0) {
    const std::size_t copied = length < size_bytes ? length : size_bytes - 1;
    std::memcpy(buffer, format, copied);
    buffer[copied] = '\0';
    return static_cast<int>(copied);
  }
  return static_cast<int>(length);
}

int ImFormatString(char* buffer, std::size_t size_bytes, const char* format, ...) {
  va_list none;
  va_start(none, format);
  const int length = ImFormatStringV(buffer, size_bytes, format, none);
  va_end(none);
  return length;
}
