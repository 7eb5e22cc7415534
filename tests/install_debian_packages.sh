#!/bin/sh
# Installs what the tests need of Debian's packages, where it may; elsewhere it says what is missing.
set -eu

missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v chromedriver >/dev/null 2>&1 || missing="$missing chromium-driver"
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui"
command -v fc-match >/dev/null 2>&1 || missing="$missing fontconfig"
fc-list :lang=zh 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    # shellcheck disable=SC2086  one word a package
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "The tests of the browser and of LibreOffice need:$missing (on Debian: sudo apt-get install$missing)" >&2
fi
