// @ts-check
// What the form "Add to the library" loads when it needs it: how the entry will look and the ways to send
// it, what the library has already, what reads a picture, and what brings a draft up to date.

import { handover } from "../add/handover.js";
import { bytesOf, readPicture } from "../add/picture.js";
import { preview } from "../add/preview.js";
import { renew } from "../add/renew.js";
import { similar } from "../add/similar.js";
import { zip } from "../add/zip.js";

export { bytesOf, handover, preview, readPicture, renew, similar, zip };
