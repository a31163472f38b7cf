// HTTP/1.1 over TCP: sockets, time limits, body limits. Knows nothing of what the calls mean.
//
// One thread does I/O; handlers run on the lanes' few threads. A client that is slow in any phase is cut; heads and
// bodies over their limit are refused before they are read whole. Boost.Beast is included in transport.cpp alone.
#pragma once

#include <functional>
#include <string>

#include "shell/server/options.h"
#include "shell/server/router.h"

namespace portal::server {

// Serves until SIGTERM or SIGINT: then no new connections, requests in flight are finished (at most 5 s).
// ready: called once with the port when connections are taken. Error address_not_available (params "reason").
model::Result<bool> serve(Router& router, const Options& options, const std::function<void(int port)>& ready);

}  // namespace portal::server
