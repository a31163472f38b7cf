// What the user prefers, between two runs of the program: a small file of this user's configuration folder.
#pragma once

#include <string>

namespace portal::shell {

// By the XDG Base Directory Specification; "" when the user has no such folder.
std::string preferences_path();

std::string read_preferences(const std::string& path);  // "" when there are none
// A file that cannot be written costs the user a choice to be made again, nothing else: false.
bool write_preferences(const std::string& path, const std::string& text);

}  // namespace portal::shell
