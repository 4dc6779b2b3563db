// @ts-check

/**
 * Makes an id of a title, as `patterns new` does: "Café’s licence" → "cafes-licence".
 * @param {string} title
 */
export function slug(title) {
  const words = title
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\p{Mn}'’]/gu, "")
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  let out = "";
  for (const word of words) {
    if (out.length + word.length > 60) break;
    out += (out ? "-" : "") + word;
  }
  return out;
}
