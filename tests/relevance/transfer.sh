#!/bin/sh
# What searching a generated library of 10,000 pages transfers (or as many as are asked for), and how
# long a keystroke keeps a browser busy.
set -eu
cd "$(dirname "$0")/../.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
go run ./tests/bench -generate "${1:-10000}" "$dir/library"
go run ./cmd/patterns build --library "$dir/library" --out "$dir/site" --base-url https://bench.example/
for run in relevance/transfer.mjs browser/keystroke.mjs; do
  cd "tests/$(dirname "$run")"
  [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund --silent
  node "$(basename "$run")" "$dir/site"
  cd ../..
done
