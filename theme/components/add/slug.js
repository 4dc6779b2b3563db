// @ts-check

/**
 * Makes an id of a title, as `rules.Slug` does: "Café’s licence" → "cafes-licence".
 * @param {string} title
 */
export function slug(title) {
  return title
    .toLowerCase()
    .replaceAll("&", " and ")
    .normalize("NFD")
    .replace(/[\p{Mn}'’]/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .replace(/^(?=.{81})(.{1,80}(?=-)|.{80}).*/, "$1");
}
