#!/bin/sh
# Makes sure that there is a Chromium for the tests: installs Debian's where
# that is possible, and says in one line what to do where it is not.
set -eu

have() { command -v "$1" >/dev/null 2>&1; }

if [ -n "${CHROMIUM:-}" ]; then
  [ -x "$CHROMIUM" ] && exit 0
  echo "CHROMIUM=$CHROMIUM is not a program" >&2
  exit 1
fi
for found in chromium chromium-browser google-chrome; do
  have "$found" && exit 0
done
for found in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
  [ -x "$found" ] && exit 0
done

# fonts-nanum: without Korean glyphs the layout tests would measure boxes.
if have apt-get; then
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    have sudo && as_root=sudo
  fi
  if [ -n "$as_root" ] || [ "$(id -u)" -eq 0 ]; then
    echo "Installing Chromium from the distribution's packages"
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fonts-nanum >/dev/null
    have chromium && exit 0
  fi
fi
echo "The tests need a browser: install Chromium or Google Chrome, or set CHROMIUM to its path" >&2
exit 1
