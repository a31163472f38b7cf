// The desktop's own dialog to choose files, as a program of GNOME's or KDE's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portal::shell {

// The program with its arguments; empty where the machine has none. accept: as in HTML, ".jpg,.png,image/png".
std::vector<std::string> file_chooser_program(const std::string& title, std::string_view accept);

// What it wrote: one path a line. Nothing when the user chose nothing.
std::vector<std::string> paths_in(std::string_view output);

}  // namespace portal::shell
