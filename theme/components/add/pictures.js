// @ts-check
// Pictures of an entry, which never leave the browser but in the download.

import { element } from "./element.js";
import { filled } from "./say.js";

const mostPictures = 10;

/**
 * @typedef {object} Picture
 * @property {string} name  of the file, beside index.md
 * @property {string} alt
 * @property {string} data  a data: address, which the site's policy lets a page show and a draft can keep
 * @property {number} width
 * @property {number} height
 */

/**
 * @param {object} o
 * @param {Picture[]} o.list
 * @param {Record<string, string>} o.words
 * @param {() => void} o.changed
 * @param {import("./fields.js").Fields} o.fields
 * @param {() => Promise<typeof import("../add-review/add-review.js")>} o.later  loads what reads them
 */
export function pictures({ list, words, changed, fields, later }) {
  const input = element("input", {
    type: "file",
    accept: "image/*",
    multiple: "",
    id: "f-pictures",
    "aria-describedby": "f-pictures-hint f-pictures-finding",
  });
  const status = element("div", { class: "field__finding", role: "status", hidden: "" });
  const shown = element("ul", { class: "pictures" });
  const say = (/** @type {string} */ text) => {
    status.hidden = !text;
    status.replaceChildren(...(text ? [element("p", {}, text)] : []));
  };
  const show = () => {
    for (const key of fields.controls.keys()) if (key.startsWith("pictures.")) fields.controls.delete(key);
    shown.replaceChildren(
      ...list.map((picture, i) => {
        const text = element("textarea", { class: "field__input", rows: "2" });
        text.value = picture.alt;
        text.addEventListener("input", () => {
          picture.alt = text.value;
          changed();
        });
        const remove = element(
          "button",
          { type: "button", class: "link-button" },
          filled(words.remove, { name: picture.name }),
        );
        remove.addEventListener("click", () => {
          list.splice(i, 1);
          show();
          changed();
          input.focus();
        });
        const size = filled(words["picture-size"], {
          width: String(picture.width),
          height: String(picture.height),
          kb: String(Math.ceil((picture.data.length * 3) / 4 / 1024)),
        });
        const set = (/** @type {string} */ value) => (text.value = picture.alt = value);
        return element(
          "li",
          {},
          element("img", { src: picture.data, alt: "" }),
          element(
            "div",
            {},
            fields.box(
              { name: "alt", label: words["picture-alt"], hint: words["picture-alt-hint"], need: true },
              ["pictures", i],
              text,
              { set },
            ),
            element("p", { class: "note" }, `${picture.name}, ${size}`),
            remove,
          ),
        );
      }),
    );
  };
  input.addEventListener("change", async () => {
    say("");
    for (const file of input.files ?? []) {
      if (list.length >= mostPictures) {
        say(words["picture-many"]);
        break;
      }
      try {
        const { readPicture } = await later();
        list.push(await readPicture(file, new Set(list.map(({ name }) => name))));
      } catch (error) {
        console.warn(error);
        say(filled(words["picture-failed"], { name: file.name }));
      }
    }
    input.value = "";
    show();
    changed();
    if (list.length) fields.focus(["pictures", list.length - 1]);
  });
  show();
  const box = fields.box(
    { name: "pictures", label: words.pictures, hint: words["pictures-hint"] },
    ["pictures"],
    input,
    { set: () => {} },
  );
  box.append(status, shown);
  return box;
}

/** A picture in Markdown. @param {Picture} picture */
export const inText = ({ name, alt }) =>
  `![${alt
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\[\]*_`<~]/g, "\\$&")}](${name})`;
