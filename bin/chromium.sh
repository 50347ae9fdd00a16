#!/usr/bin/env bash
# Installs the Chromium that the tests of pages look through, where there is none and Debian's packages can be had as root: the one without windows of its
# own, which takes less of the processor's time, or where that is not to be had the whole.
# Without it those tests are skipped, and say so.
set -u
command -v chromium-headless-shell >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "No Chromium here, and it cannot be installed without root and apt-get: the tests of pages in a browser are skipped." >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
of() { apt-get install -y -qq --no-install-recommends "$1" fonts-noto-cjk; }
{ apt-get update -qq && { of chromium-headless-shell || of chromium; }; } >/dev/null 2>&1 ||
  echo "Chromium could not be installed: the tests of pages in a browser are skipped." >&2
exit 0
