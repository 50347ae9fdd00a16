#!/usr/bin/env bash
# Installs the Chromium that the tests of pages look through, where there is none and Debian's packages can be had as root.
# Without it those tests are skipped, and say so.
set -u
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "No Chromium here, and it cannot be installed without root and apt-get: the tests of pages in a browser are skipped." >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
{ apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; } >/dev/null 2>&1 ||
  echo "Chromium could not be installed: the tests of pages in a browser are skipped." >&2
exit 0
