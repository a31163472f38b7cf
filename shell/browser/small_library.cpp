// In the place of what Dear ImGui and nlohmann-json take from the C library, where that is large and the page needs little of it.
//
// - Numbers are read by the browser (JSON's own grammar has been checked before): the library's reader brings arithmetic of 128 bits.
// - Dear ImGui formats names of windows and fonts, which nobody sees: it gets the format itself.
// - snprintf and sscanf know what those two use of them: whole numbers. Everything of ours is written by ui/number_text.h.
// - What the driver says of a shader goes to the browser's console as it stands.
#include <emscripten/em_js.h>
#include <emscripten/em_macros.h>
#include <imgui_internal.h>

#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

// clang-format off
EM_JS(double, portal_js_number, (const char* text, int length), { return Number(UTF8ToString(text, length)); })
EM_JS_DEPS(portal_js_number_text, "$UTF8ToString")
EM_JS(void, portal_js_complain, (const char* text), { console.error(UTF8ToString(text)); })
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

namespace {

// One conversion: %d %u %x %X with zeros, a width or a precision, hh or ll before it. Anything else is left as it stands.
struct Conversion {
  int digits = 1;
  bool is_long = false, is_byte = false;
  char kind = '\0';
  const char* end = nullptr;
};

Conversion conversion_at(const char* format) {
  Conversion found;
  const char* at = format + 1;
  while (*at == '.' || (*at >= '0' && *at <= '9')) {
    if (*at != '.') found.digits = (at[-1] >= '0' && at[-1] <= '9' ? found.digits * 10 : 0) + (*at - '0');
    ++at;
  }
  found.is_long = std::strncmp(at, "ll", 2) == 0;
  found.is_byte = std::strncmp(at, "hh", 2) == 0;
  if (found.is_long || found.is_byte) at += 2;
  if (*at && std::strchr("duxX", *at)) found.kind = *at, found.end = at + 1;
  return found;
}

}  // namespace

extern "C" int snprintf(char* buffer, std::size_t size_bytes, const char* format, ...) {
  va_list values;
  va_start(values, format);
  std::size_t length = 0;
  const auto put = [&](char c) {
    if (length + 1 < size_bytes) buffer[length] = c;
    ++length;
  };
  while (*format) {
    const Conversion found = *format == '%' ? conversion_at(format) : Conversion{};
    if (!found.end) {
      put(*format++);
      continue;
    }
    long long value = found.is_long ? va_arg(values, long long) : found.kind == 'd' ? va_arg(values, int) : va_arg(values, unsigned);
    if (found.is_byte) value &= 0xff;
    if (value < 0) put('-');
    auto rest = static_cast<std::uint64_t>(value < 0 ? -value : value);
    const unsigned base = found.kind == 'x' || found.kind == 'X' ? 16 : 10;
    char digits[24];
    int count = 0;
    for (; rest > 0 || count < found.digits; rest /= base) {
      digits[count++] = (found.kind == 'X' ? "0123456789ABCDEF" : "0123456789abcdef")[rest % base];
      if (count == 24) break;
    }
    while (count > 0) put(digits[--count]);
    format = found.end;
  }
  va_end(values);
  if (size_bytes > 0) buffer[length < size_bytes ? length : size_bytes - 1] = '\0';
  return static_cast<int>(length);
}

// Whole numbers that stand where "%d" does.
extern "C" int sscanf(const char* text, const char* format, ...) {
  va_list places;
  va_start(places, format);
  int read = 0;
  while (*format) {
    if (std::strncmp(format, "%d", 2) != 0) {
      if (*format++ != *text++) break;
      continue;
    }
    if (*text < '0' || *text > '9') break;
    int value = 0;
    while (*text >= '0' && *text <= '9') value = value * 10 + (*text++ - '0');
    *va_arg(places, int*) = value;
    ++read;
    format += 2;
  }
  va_end(places);
  return read;
}

extern "C" int fprintf(FILE*, const char* format, ...) {
  portal_js_complain(format);
  return 0;
}
extern "C" int fiprintf(FILE*, const char* format, ...) {
  portal_js_complain(format);
  return 0;
}
