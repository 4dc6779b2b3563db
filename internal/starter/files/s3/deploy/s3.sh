#!/bin/sh
# Copies public/ into the bucket $BUCKET: first what pages need, then the pages. What is in
# the bucket and not in public/ stays. The credentials are those of the command aws.
set -eu
to="s3://$BUCKET<% .Path %>"
hashed="public, max-age=31536000, immutable"
aws s3 sync public/assets "${to}assets" --cache-control "$hashed"
aws s3 sync public/search/g "${to}search/g" --cache-control "$hashed"
aws s3 sync public "$to" --cache-control no-cache \
  --exclude "assets/*" --exclude "search/g/*" --exclude "*.md" --exclude "*.ndjson" --exclude ".git*" --exclude .patterns-site
aws s3 cp public "$to" --recursive --cache-control no-cache --exclude "*" --include "*.md" --exclude ".git/*" \
  --content-type "text/plain; charset=utf-8"
aws s3 cp public "$to" --recursive --cache-control no-cache --exclude "*" --include "*.ndjson" --exclude ".git/*" \
  --content-type application/x-ndjson
