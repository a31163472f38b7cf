// What a fuzz program is: one function over one input. It aborts (check) when something that always holds does not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "model/catalogue.h"

namespace portal::fuzz {

inline void check(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

// The catalogue that the product ships; the working directory is the repository.
inline const model::Catalogue& shipped_catalogue() {
  static const model::Catalogue catalogue = [] {
    const auto read = [](const std::string& name) {
      std::ifstream file("assets/catalogue/" + name);
      return model::parse_json(std::string(std::istreambuf_iterator<char>(file), {}));
    };
    std::vector<model::Json> forms;
    for (int id = 1; id <= 16; ++id) {
      const std::string name = (id < 10 ? "0" : "") + std::to_string(id);
      if (auto form = read("forms/" + name + ".json")) forms.push_back(*std::move(form));
    }
    const auto head = read("catalogue.json");
    check(static_cast<bool>(head), "run it in the repository's root");
    auto read_one = model::read_catalogue(model::join_catalogue(*head, forms));
    check(static_cast<bool>(read_one), "the shipped catalogue can be read");
    return *std::move(read_one);
  }();
  return catalogue;
}

}  // namespace portal::fuzz

// extern "C" int LLVMFuzzerTestOneInput: what libFuzzer calls.
#define PORTAL_FUZZ(input)                                                                        \
  static void fuzz_one(std::string_view input);                                                   \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {             \
    fuzz_one({reinterpret_cast<const char*>(data), size});                                        \
    return 0;                                                                                     \
  }                                                                                               \
  static void fuzz_one(std::string_view input)
