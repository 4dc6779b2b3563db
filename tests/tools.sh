#!/bin/sh
# Installs what the tests in a browser, of hosts and of the open data need, or says in one line what is missing.
set -eu
PATH="$PATH:/usr/sbin" # of servers, which people without root look for in vain
recent() { [ "$(printf '20.11\n%s\n' "$(node -p process.versions.node)" | sort -V | head -n 1)" = 20.11 ]; }
missing=
command -v node >/dev/null 2>&1 && recent || missing="$missing nodejs"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
for tool in curl jekyll nginx; do
  command -v $tool >/dev/null 2>&1 || missing="$missing $tool"
done
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1; then
  run=
  [ "$(id -u)" = 0 ] || run=sudo
  if [ -z "$run" ] || command -v sudo >/dev/null 2>&1; then
    echo "Installing$missing with apt-get."
    $run apt-get update -qq >/dev/null && $run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
  fi
fi
for tool in node npm chromium curl jekyll nginx; do
  command -v "$tool" >/dev/null 2>&1 || { echo "The tests need $tool: install it, for example with “apt-get install$missing”." >&2; exit 1; }
done
recent || { echo "The tests need Node 20.11 or newer; this is $(node -v)." >&2; exit 1; }
