// Personal numbers as they may leave the server.
#pragma once

#include <string>
#include <string_view>

namespace portal::server {

std::string masked_resident_id(std::string_view number);  // "410***********2218"; "" stays ""
std::string masked_mobile(std::string_view number);       // "138****5678"

}  // namespace portal::server
