// What the command line asks for.
//
// portal_desktop [--backend URL] [--screenshot FILE.png] [--size WxH] [--scale 1.5] [--dark] [--fragment '#/progress']
//                [--account NAME --password-stdin] [--assets DIR] [--help]
#pragma once

#include <optional>
#include <span>
#include <string>

#include "model/result.h"

namespace portal::shell {

struct Options {
  std::string backend = "http://127.0.0.1:8080";
  std::string screenshot;  // PNG file to write; "" = open a window
  float width = 1280;      // CSS px
  float height = 800;
  float scale = 0;  // device pixels per CSS pixel; 0 = what the screen says
  bool dark = false;
  bool help = false;
  std::string fragment;
  std::string account;  // signs in with it, and the password from the first line of stdin
  bool password_stdin = false;
  std::string assets;  // folder; "" = where the program was built from
};

// `arguments` without the program's name. Errors: unknown_option, missing_value, invalid_value (params: "option").
model::Result<Options> read_options(std::span<const char* const> arguments);

std::string usage();
std::string sentence_of(const model::Error& error);  // for stderr

}  // namespace portal::shell
