# What tests, bench and shots need to know. Sourced after lib.sh.
export PORTAL_ROOT
export PORTAL_SERVER=$PORTAL_ROOT/build/native/bin/portal_server
export PORTAL_DESKTOP=$PORTAL_ROOT/build/native/bin/portal_desktop
export PORTAL_SITE=$PORTAL_ROOT/build/site
export PORTAL_OUTPUT=$PORTAL_ROOT/build/test-output   # screenshots and traces of failures
export CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
mkdir -p "$PORTAL_OUTPUT"
