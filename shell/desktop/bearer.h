// The session of a client without cookies: asks for a token when it signs in and keeps it in memory only.
//
// Sees every request on its way out and every answer on its way in; the application knows nothing of tokens.
#pragma once

#include <map>
#include <string>

#include "ui/effect.h"
#include "ui/event.h"

namespace portal::shell {

class Bearer {
 public:
  // POST /session gets "token": true.
  ui::HttpRequest outgoing(ui::HttpRequest request);
  // Takes the token out of the answer to it; forgets the token when the session was ended.
  ui::HttpReplied incoming(ui::HttpReplied reply);

  // "Authorization: Bearer …", or "" while nobody is signed in.
  std::string header() const;

 private:
  enum class Kind { kSignIn, kSignOut };
  std::map<ui::RequestId, Kind> open_;
  std::string token_;
};

}  // namespace portal::shell
