// @ts-check
// What there is to fix, how the entry will look, and the ways out.

import { element } from "../find/dom.js";
import { counted, filled } from "./say.js";

export class Review {
  /**
   * @param {HTMLFormElement} form
   * @param {import("./work.js").Work} work
   * @param {import("./fields.js").Fields} fields
   * @param {() => Promise<typeof import("../add-review/add-review.js")>} later
   */
  constructor(form, work, fields, later) {
    this.form = form;
    this.work = work;
    this.fields = fields;
    this.later = later;
    const { words } = work.rules;
    this.words = words;
    this.ways = element("div");
    this.summary = element("div", { class: "add__summary", tabindex: "-1" });
    this.shown = element("div");
    this.box = element(
      "section",
      { class: "add__review", hidden: "" },
      this.summary,
      element("h2", {}, words.preview),
      element("p", { class: "note" }, words["preview-text"]),
      this.shown,
      element("h2", {}, words["hand-over"]),
      this.ways,
    );
    /** @type {import("./handover.js").Handover | undefined} */
    this.out = undefined;
  }

  open() {
    this.box.hidden = false;
    this.summary.focus();
    this.summary.scrollIntoView({ block: "start" });
  }

  /** @param {import("./check.js").Finding[]} list */
  refresh(list) {
    const { words } = this;
    const n = list.length;
    this.summary.replaceChildren(
      element("h2", {}, n ? counted(words, "mend", n) : words.fine),
      element("p", {}, n ? words["mend-text"] : words["fine-text"]),
    );
    if (n) this.summary.append(element("ul", { class: "plain" }, ...list.map((one) => this.link(one))));
    this.show();
  }

  /** Leads to the field that a finding is of. @param {import("./check.js").Finding} one */
  link({ path, message }) {
    const control = this.fields.at(path);
    const link = element(
      "a",
      { href: `#${control?.focus.id ?? ""}` },
      filled(this.words.go, { label: control?.label ?? this.words.text, message }),
    );
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.fields.focus(path);
    });
    return element("li", {}, link);
  }

  async show() {
    const { work, form } = this;
    const { type, held, original, rules } = work;
    try {
      const review = await this.later();
      if (!this.out) {
        this.out = new review.Handover(form, this.words, () => work.pack(review));
        this.ways.append(this.out.box);
      }
      this.shown.replaceChildren(
        review.preview(type, held.values, work.body(), {
          rules,
          name: (id) => work.library.name(id),
          picture: (to) =>
            held.pictures.find(({ name }) => name === to)?.data ??
            (original && /^[^:/]+$/.test(to) ? `${form.dataset.pages}${held.id}/${to}` : ""),
        }),
      );
      this.out.refresh();
    } catch (error) {
      console.error(error);
      this.shown.replaceChildren(element("p", { class: "notice" }, this.words["review-missing"]));
    }
  }
}
