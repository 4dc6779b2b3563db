// @ts-check
// Pictures of an entry, which never leave the browser but in the download.

import { element } from "../find/dom.js";
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

export class Pictures {
  /**
   * @param {object} o
   * @param {Picture[]} o.list
   * @param {Record<string, string>} o.words
   * @param {() => void} o.changed
   * @param {import("./fields.js").Fields} o.fields
   * @param {() => Promise<typeof import("../add-review/add-review.js")>} o.later  loads what reads them
   */
  constructor({ list, words, changed, fields, later }) {
    this.list = list;
    this.words = words;
    this.changed = changed;
    this.fields = fields;
    this.later = later;
    this.input = element("input", {
      type: "file",
      accept: "image/*",
      multiple: "",
      id: "f-pictures",
      "aria-describedby": "f-pictures-hint f-pictures-finding",
    });
    this.status = element("div", { class: "field__finding", role: "status", hidden: "" });
    this.shown = element("ul", { class: "pictures" });
    this.input.addEventListener("change", () => void this.take(this.input.files ?? []));
    this.show();
    this.box = fields.box(
      { name: "pictures", label: words.pictures, hint: words["pictures-hint"] },
      ["pictures"],
      this.input,
      { set: () => {} },
    );
    this.box.append(this.status, this.shown);
  }

  /** @param {string} text */
  say(text) {
    this.status.hidden = !text;
    this.status.replaceChildren(...(text ? [element("p", {}, text)] : []));
  }

  show() {
    const { controls } = this.fields;
    for (const key of controls.keys()) if (key.startsWith("pictures.")) controls.delete(key);
    this.shown.replaceChildren(...this.list.map((picture, i) => this.item(picture, i)));
  }

  /** @param {Picture} picture @param {number} i */
  item(picture, i) {
    const { words } = this;
    const text = element("textarea", { class: "field__input", rows: "2" });
    text.value = picture.alt;
    text.addEventListener("input", () => {
      picture.alt = text.value;
      this.changed();
    });
    const remove = element(
      "button",
      { type: "button", class: "link-button" },
      filled(words.remove, { name: picture.name }),
    );
    remove.addEventListener("click", () => {
      this.list.splice(i, 1);
      this.show();
      this.changed();
      this.input.focus();
    });
    const size = filled(words["picture-size"], {
      width: String(picture.width),
      height: String(picture.height),
      kb: String(Math.ceil((picture.data.length * 3) / 4 / 1024)),
    });
    const alt = this.fields.box(
      { name: "alt", label: words["picture-alt"], hint: words["picture-alt-hint"], need: true },
      ["pictures", i],
      text,
      { set: (/** @type {string} */ value) => (text.value = picture.alt = value) },
    );
    return element(
      "li",
      {},
      element("img", { src: picture.data, alt: "" }),
      element("div", {}, alt, element("p", { class: "note" }, `${picture.name}, ${size}`), remove),
    );
  }

  /** @param {Iterable<File>} files */
  async take(files) {
    const { list, words } = this;
    this.say("");
    for (const file of files) {
      if (list.length >= mostPictures) {
        this.say(words["picture-many"]);
        break;
      }
      try {
        const { readPicture } = await this.later();
        list.push(await readPicture(file, new Set(list.map(({ name }) => name))));
      } catch (error) {
        console.warn(error);
        this.say(filled(words["picture-failed"], { name: file.name }));
      }
    }
    this.input.value = "";
    this.show();
    this.changed();
    if (list.length) this.fields.focus(["pictures", list.length - 1]);
  }
}

/** A picture in Markdown. @param {Picture} picture */
export const inText = ({ name, alt }) =>
  `![${alt
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\[\]*_`<~]/g, "\\$&")}](${name})`;
