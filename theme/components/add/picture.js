// @ts-check
// A picture is made smaller and written afresh by a canvas, which leaves behind whatever the camera wrote
// into it, such as the place.

import { element } from "../find/dom.js";
import { slug } from "./slug.js";

/** @typedef {import("./pictures.js").Picture} Picture */

const longest = 1600; // pixels of the longer side
const heavy = 1_000_000; // bytes from which a drawing is taken for a photograph

/**
 * @param {File} file
 * @param {Set<string>} taken  names
 * @returns {Promise<Picture>}
 */
export async function readPicture(file, taken) {
  const bitmap = await createImageBitmap(file); // turned as the camera says
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = element("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  let data = "";
  if (file.type === "image/png" || file.type === "image/gif") {
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    data = canvas.toDataURL("image/png"); // a drawing or a screen keeps its edges
  }
  if (!data || data.length > heavy) {
    context.fillStyle = "#fff"; // JPEG knows no transparency
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    data = canvas.toDataURL("image/jpeg", 0.85);
  }
  bitmap.close();
  const stem = slug(file.name.replace(/\.[^.]*$/, "")) || "picture";
  const ending = data.startsWith("data:image/png") ? "png" : "jpg";
  let name = `${stem}.${ending}`;
  for (let n = 2; taken.has(name); n++) name = `${stem}-${n}.${ending}`;
  return { name, alt: "", data, width: canvas.width, height: canvas.height };
}

/** The bytes of a data: address. @param {string} data */
export const bytesOf = (data) =>
  Uint8Array.from(atob(data.slice(data.indexOf(",") + 1)), (c) => c.charCodeAt(0));
