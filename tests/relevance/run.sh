#!/bin/sh
# How good our answers are, beside other engines on the same documents.
set -eu
cd "$(dirname "$0")"
# npm writes this file when it is done, so it is older than the lock file only if that has changed.
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund --silent
exec node run.mjs "$@"
