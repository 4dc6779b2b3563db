// @ts-check
// What the form "Add to the library" loads when somebody has filled it in: how the entry will look, and the
// ways to send it.

import { handover } from "../add/handover.js";
import { preview } from "../add/preview.js";
import { zip } from "../add/zip.js";

export { handover, preview, zip };
