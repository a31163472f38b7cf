// Whether the head of a request is shaped so that every server on the way reads it alike.
//
// Boost.Beast 1.81 lets some smuggling shapes through, so the raw head is judged before it is parsed.
// Refused: any Transfer-Encoding but exactly one "chunked"; that with HTTP/1.0 or beside Content-Length; a missing or
// second Host, a second Content-Length, or one that is not digits; folded lines, bare CR or LF, control characters,
// space before a colon; a target that is not a path; more than 100 fields. Source: RFC 9112, 2.2, 5.1, 6.1, 6.3, 11.2.
#pragma once

#include <string_view>

namespace portal::server {

// head: from the request line up to and with the empty line. "" = well-shaped, else why not.
std::string_view fault_of_head(std::string_view head);

}  // namespace portal::server
