// @ts-check
// What the form "Add to the library" loads when it needs it: how the entry will look, its file and the
// ways to send it, what the library has already, what reads a picture, a page that is there and a file
// from elsewhere, and what brings a draft up to date.

import { Handover } from "../add/handover.js";
import { bytesOf, readPicture } from "../add/picture.js";
import { preview } from "../add/preview.js";
import { published, Stale, taken } from "../add/published.js";
import { renew } from "../add/renew.js";
import { similar } from "../add/similar.js";
import { splice } from "../add/splice.js";
import { save } from "../add/write.js";
import { zip } from "../add/zip.js";

export {
  bytesOf,
  Handover,
  preview,
  published,
  readPicture,
  renew,
  save,
  similar,
  splice,
  Stale,
  taken,
  zip,
};
