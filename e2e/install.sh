#!/bin/sh
# Makes sure that there is a browser for the tests: installs Debian's where that is
# possible, and says in one line what to do where it is not.
#   install.sh [chromium | firefox | webkit …]
set -eu

have() { command -v "$1" >/dev/null 2>&1; }

# A browser whose path is given has to be there.
given() {
  [ -x "$2" ] && return 0
  echo "$1=$2 is not a program" >&2
  exit 1
}

is_there() {
  case $1 in
  chromium)
    if [ -n "${CHROMIUM:-}" ]; then given CHROMIUM "$CHROMIUM" && return 0; fi
    for found in chromium chromium-browser google-chrome; do
      have "$found" && return 0
    done
    for found in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
      [ -x "$found" ] && return 0
    done
    return 1
    ;;
  firefox)
    if [ -n "${FIREFOX:-}" ]; then given FIREFOX "$FIREFOX" && return 0; fi
    have firefox-esr || have firefox || [ -x /Applications/Firefox.app/Contents/MacOS/firefox ]
    ;;
  webkit)
    have WebKitWebDriver && have Xvfb && /usr/bin/python3 -I -c "import gi; gi.require_version('WebKit2', '4.1')" 2>/dev/null
    ;;
  *)
    echo "no browser is called $1: want chromium, firefox or webkit" >&2
    exit 1
    ;;
  esac
}

# fonts-nanum: without Korean glyphs the layout tests would measure boxes.
packages_of() {
  case $1 in
  chromium) echo chromium fonts-nanum ;;
  firefox) echo firefox-esr fonts-nanum ;;
  webkit) echo webkit2gtk-driver xvfb python3-gi gir1.2-webkit2-4.1 fonts-nanum ;;
  esac
}

missing=
packages=
for browser in "${@:-chromium}"; do
  if ! is_there "$browser"; then
    missing="$missing $browser"
    packages="$packages $(packages_of "$browser")"
  fi
done
[ -z "$missing" ] && exit 0

if have apt-get; then
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    have sudo && as_root=sudo
  fi
  if [ -n "$as_root" ] || [ "$(id -u)" -eq 0 ]; then
    echo "Installing from the distribution's packages:$missing"
    $as_root apt-get update -qq || true # what to do is said below, of what is not there then
    # shellcheck disable=SC2086 # words, each a package
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $packages >/dev/null || true
  fi
fi
outcome=0
for browser in $missing; do
  is_there "$browser" && continue
  outcome=1
  case $browser in
  chromium) echo "The tests need a browser: install Chromium or Google Chrome, or set CHROMIUM to its path" >&2 ;;
  firefox) echo "The tests in Firefox need it: install firefox-esr, or set FIREFOX to its path" >&2 ;;
  webkit) echo "The tests in WebKit need webkit2gtk-driver, xvfb, python3-gi and gir1.2-webkit2-4.1, as on Debian" >&2 ;;
  esac
done
exit $outcome
