// @ts-check
// The form "Add to the library": makes the fields of a type, checks and keeps what is typed, shows
// what it will be, and hands it over. Rules, fields and words come from what the site publishes.

import { draft } from "./draft.js";
import { download } from "./download.js";
import { element } from "../find/dom.js";
import { Fields, mended } from "./fields.js";
import { getJSON, Library } from "./library.js";
import { Pictures } from "./pictures.js";
import { Prose } from "./prose.js";
import { Review } from "./review.js";
import { filled, label, listed } from "./say.js";
import { slug } from "./slug.js";
import { linkSteps } from "./steps.js";
import { readable, Work } from "./work.js";

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-add]"));
if (form) {
  start(form).catch((error) => {
    console.error(error);
    stop(form, form.dataset.failed ?? "");
  });
}

/** Says in place of the form why there is none. @param {HTMLFormElement} form @param {string} why */
function stop(form, why) {
  form.hidden = false;
  form.replaceChildren(element("p", { class: "notice", role: "alert" }, why));
}

/** @param {HTMLFormElement} form */
async function start(form) {
  const { add: type = "", known = "" } = form.dataset;
  /** @type {[import("./fields.js").Rules, import("./prose.js").ProseRules]} */
  const [rules, proseRules] = await Promise.all([
    getJSON(form.dataset.rules ?? ""),
    getJSON(form.dataset.prose ?? ""),
  ]);
  label(rules, type);
  const { words } = rules;
  // Many never come so far, so it is loaded when it is needed.
  /** @returns {Promise<typeof import("../add-review/add-review.js")>} */
  const later = () => import(form.dataset.review ?? "");
  const id = new URLSearchParams(location.search).get("change") ?? "";
  let notice = "";
  /** @type {import("./published.js").Published | undefined} */
  let original;
  if (id) {
    const there = await pageOf(form, id);
    if (!there) notice = words["change-missing"];
    else if (!globalThis.crypto?.subtle) return stop(form, words["change-insecure"]);
    else {
      const { published, Stale } = await later();
      try {
        original = await published(there.data, there.source, type, rules);
      } catch (error) {
        console.warn(error);
        return stop(form, words[error instanceof Stale ? "change-stale" : "change-unreadable"]);
      }
    }
  }
  const work = new Work({
    type,
    rules,
    prose: new Prose(proseRules),
    library: new Library(known),
    id,
    original,
  });
  const kept = draft(`draft:${location.pathname}${original ? `?change=${id}` : ""}`);
  const draftOf = kept.read();
  let found = false;
  try {
    const both = draftOf ? await work.resume(draftOf, later) : [];
    if (both.length) notice = filled(words["changed-since"], { fields: listed(both, rules.and) });
    found = Boolean(draftOf);
  } catch (error) {
    console.warn(error);
    kept.refuse();
  }
  new Form(form, work, kept, later, found).open(notice);
}

/**
 * What lies beside the page that is to be changed, undefined when there is no such page. What an
 * earlier visit has left in the browser's cache is asked for again: the two must belong together.
 * @param {HTMLFormElement} form
 * @param {string} id
 */
async function pageOf(form, id) {
  if (!/^[a-z0-9-]+$/.test(id)) return undefined;
  const beside = (/** @type {string} */ name) =>
    fetch(`${form.dataset.pages}${id}/${name}`, { cache: "no-cache" });
  const [data, source] = await Promise.all([beside("index.json"), beside("index.md")]);
  if (data.status === 404 || source.status === 404) return undefined;
  if (!data.ok || !source.ok) throw new Error(`${id}: ${data.status}, ${source.status}`);
  return { data: await data.json(), source: await source.arrayBuffer() };
}

class Form {
  /**
   * @param {HTMLFormElement} form
   * @param {Work} work
   * @param {ReturnType<typeof draft>} kept
   * @param {() => Promise<typeof import("../add-review/add-review.js")>} later
   * @param {boolean} found  a draft was
   */
  constructor(form, work, kept, later, found) {
    this.form = form;
    this.work = work;
    this.kept = kept;
    this.later = later;
    this.found = found;
    this.words = work.rules.words;
    /** Fields that a person has left once; only these are told what is wrong with them. @type {WeakSet<Element>} */
    this.left = new WeakSet();
    this.all = false; // all are told
    this.opened = ""; // what is held when the page is there for somebody to type in
    this.typed = false; // in this page, which has something to keep from then on
    this.waiting = 0;
    this.status = element("p", { class: "note", role: "status" }, this.statusText());
    this.fields = this.makeFields();
    this.review = new Review(form, work, this.fields, later);
  }

  makeFields() {
    const { rules, type, library } = this.work;
    return new Fields(
      rules,
      rules.types[type],
      (path) => this.changed(path),
      (types) => library.need(types),
    );
  }

  statusText() {
    const { words, kept, found } = this;
    return kept.works ? (found ? words["found-draft"] : words.kept) : words["not-kept"];
  }

  /** Shows the form. @param {string} notice  said first */
  open(notice) {
    const { form, work, kept } = this;
    this.listen();
    this.draw(notice);
    if (work.original) this.headings();
    form.hidden = false;
    // Somebody came to say one thing, such as that they use a pattern.
    const wanted = this.fields.controls.get(new URLSearchParams(location.search).get("field") ?? "");
    if (work.original && wanted) {
      this.fields.focus([wanted.box.dataset.path ?? ""]);
      wanted.focus.click();
    }
    this.opened = JSON.stringify(work.held);
    kept.watch(() => this.typed || location.reload());
  }

  /** Makes everything of what is held. @param {string} notice */
  draw(notice) {
    const { form, work, words, kept } = this;
    this.fields = this.makeFields();
    this.review = new Review(form, work, this.fields, this.later);
    const button = element("button", { type: "button", class: "button button--main" }, words.check);
    const wipe = element("button", { type: "button", class: "link-button" }, words.delete);
    button.addEventListener("click", () => this.check());
    wipe.addEventListener("click", () => this.wipe());
    form.replaceChildren(
      ...(notice ? [element("p", { class: "notice", tabindex: "-1" }, notice)] : []),
      ...(kept.other() ? [this.otherText()] : []),
      ...this.parts(),
      element("p", { class: "add__acts" }, button, wipe),
      this.review.box,
      this.status,
    );
  }

  headings() {
    const { held, rules } = this.work;
    const heading = document.querySelector("h1");
    const lede = document.querySelector(".add .lede");
    if (heading) heading.textContent = filled(this.words.changing, { title: held.values.title ?? held.id });
    if (lede) lede.textContent = rules.words["changing-lede"];
  }

  /** @param {import("./check.js").Path} path  of what has changed */
  changed(path) {
    const { held } = this.work;
    this.typed ||= this.opened !== "" && JSON.stringify(held) !== this.opened;
    if (path[0] === "title" && !held.named) this.setID(slug(held.values.title ?? ""));
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.settle(), 200);
  }

  settle() {
    this.keep(); // before anything can go wrong
    const list = this.work.findings();
    // That an entry shows no evidence is for when it is finished.
    this.fields.say(
      list,
      (control, { code }) => this.all || (this.left.has(control.box) && code !== "missing-evidence"),
    );
    if (this.all) this.review.refresh(list);
  }

  keep() {
    if (!this.typed) return;
    const { kept, words } = this;
    const whole = this.work.draft();
    const say =
      words[
        kept.write(whole) ? "kept" : kept.write({ ...whole, pictures: [] }) ? "pictures-not-kept" : "not-kept"
      ];
    if (this.status.textContent !== say) this.status.textContent = say;
  }

  /** @param {string} id */
  setID(id) {
    this.work.held.id = id;
    this.fields.controls.get("id")?.set(id);
  }

  async check() {
    this.all = true;
    await this.work.library.need(Object.keys(this.work.rules.types)).catch(() => {});
    this.settle();
    this.review.open();
  }

  wipe() {
    if (!confirm(this.words["delete-sure"])) return;
    clearTimeout(this.waiting);
    this.typed = false;
    this.kept.remove();
    location.reload();
  }

  listen() {
    const { form, work } = this;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("focusin", () => void work.library.need([work.type]).catch(() => {}), {
      once: true,
    });
    // A finding that appears moves what is below it. While somebody presses a button nothing may move,
    // or the button is no longer there when they let go.
    let pressed = false;
    let owed = false;
    addEventListener("pointerdown", () => (pressed = true), true);
    for (const end of ["pointerup", "pointercancel"]) {
      addEventListener(
        end,
        () => {
          pressed = false;
          if (owed) setTimeout(() => this.settle());
          owed = false;
        },
        true,
      );
    }
    form.addEventListener("focusout", (event) => {
      const box = /** @type {HTMLElement} */ (event.target).closest(".field");
      if (!(box instanceof HTMLElement)) return;
      this.leave(box);
      if (pressed) owed = true;
      else this.settle();
    });
    addEventListener("pagehide", () => this.keep());
  }

  /** @param {HTMLElement} box  of the field that is left */
  leave(box) {
    this.left.add(box);
    const path = box.dataset.path?.split(".") ?? [];
    if (path[0] === "process" && path[3] === "does")
      linkSteps(this.work.held.values.process.steps, Number(path[2]), (at, value) =>
        this.fields.controls.get(["process", "steps", ...at].join("."))?.set(value),
      );
  }

  /** The fields in their order: the essential ones, the text, and the rest folded away. */
  parts() {
    const { type, rules, held, original } = this.work;
    const asked = rules.types[type].fields.filter(
      (field) => !field.unasked || held.values[field.name] !== undefined,
    );
    const of = (/** @type {string} */ part) =>
      asked
        .filter((field) => (field.part ?? "more") === part)
        .map((field) => this.fields.field(field, held.values, [field.name]));
    const [title, summary, ...first] = of("first");
    this.showSimilar(title);
    const find = of("find");
    if (!original) find.unshift(this.idField());
    return [
      element("div", { class: "add__part" }, title, summary, ...first),
      this.textFields(),
      ...this.pictureFields(),
      ...this.fold("more", of("more")),
      ...this.fold("find", find),
      ...this.fold("keep", of("keep")),
      ...this.fold("take", [this.takeField()]),
    ];
  }

  /** @param {string} word @param {HTMLElement[]} inside */
  fold(word, inside) {
    if (!inside.length) return [];
    return [element("details", { class: "add__fold" }, element("summary", {}, this.words[word]), ...inside)];
  }

  /** Entries like the one whose title is being typed. @param {HTMLElement} title */
  showSimilar(title) {
    const { form, work, words } = this;
    const show = async () => {
      const { similar } = await this.later();
      const own = work.original ? work.held.id : "";
      const near = similar(form, words, () => work.held.values.title ?? "", own);
      title.after(near.box);
      title.addEventListener("input", near.ask);
      near.ask();
    };
    title.addEventListener("input", () => void show().catch(console.warn), { once: true }); // the form works without
  }

  idField() {
    const { held } = this.work;
    const { words } = this;
    const box = this.fields.field(
      { name: "id", label: words.address, hint: words["address-hint"], kind: "id" },
      held,
      ["id"],
    );
    box.addEventListener("input", () => (held.named = held.id !== ""));
    box
      .querySelector("input")
      ?.before(element("span", { class: "field__before" }, this.form.dataset.pages ?? ""));
    return box;
  }

  textFields() {
    const parts = this.work.asked().map(({ heading, prompt }, i) => this.textField(heading, prompt, i));
    return element("div", { class: "add__part" }, ...parts);
  }

  /** @param {string | undefined} heading @param {string} prompt @param {number} i */
  textField(heading, prompt, i) {
    const { held, original } = this.work;
    const area = element("textarea", {
      rows: original ? "16" : "5",
      class: "field__input field__input--text",
    });
    area.value = held.parts[i];
    const set = (/** @type {string} */ value) => (area.value = held.parts[i] = value);
    area.addEventListener("input", () => {
      held.parts[i] = area.value;
      this.fields.changed(["body"]);
    });
    const mend = (/** @type {import("./check.js").Finding} */ finding) => {
      set(mended(area.value, finding));
      this.fields.changed(["body"]);
    };
    return this.fields.box(
      { name: "body", label: heading || this.words.text, hint: prompt },
      i ? ["body", i] : ["body"],
      area,
      { set, mend, hint: i ? "" : this.words["text-hint"] },
    );
  }

  /** A page that is there already gets its pictures where its file is. */
  pictureFields() {
    const { form, work, words, fields, later } = this;
    if (!("pictures" in form.dataset) || work.original) return [];
    const changed = () => fields.changed(["pictures"]);
    return [
      element(
        "div",
        { class: "add__part" },
        new Pictures({ list: work.held.pictures, words, fields, later, changed }).box,
      ),
    ];
  }

  /** A file of fields that somebody else has made fills in the form. */
  takeField() {
    const input = element("input", { type: "file", accept: ".json,application/json" });
    input.addEventListener("change", () => void this.take(input.files?.[0]));
    return this.fields.box(
      { name: "take", label: this.words["take-file"], hint: this.words["take-hint"] },
      ["take"],
      input,
      { set: () => {} },
    );
  }

  /** @param {Blob} [chosen] */
  async take(chosen) {
    const { work, words } = this;
    if (!chosen) return;
    let from;
    try {
      from = await (await this.later()).taken(chosen, work.type, work.rules);
    } catch (error) {
      console.warn(error);
      const finding = { code: "", message: words["take-failed"], help: "", path: ["take"] };
      return this.fields.say([finding], () => true);
    }
    work.take(from.content);
    this.typed = true;
    this.all = false;
    this.draw(
      [
        words.taken,
        from.other.length
          ? filled(words["taken-without"], { fields: listed(from.other, work.rules.and) })
          : "",
      ]
        .join(" ")
        .trim(),
    );
    this.settle();
    /** @type {HTMLElement | null} */ (this.form.querySelector(".notice"))?.focus();
  }

  /** What another page of the browser, or an earlier form, has kept. */
  otherText() {
    const { words, kept } = this;
    const text = readable(kept.other());
    const save = element("button", { type: "button", class: "link-button" }, words.download);
    const forget = element("button", { type: "button", class: "link-button" }, words.delete);
    const copy = element("textarea", {
      class: "field__input",
      rows: "4",
      readonly: "",
      "aria-label": words.other,
    });
    copy.value = text;
    const box = element(
      "div",
      { class: "notice" },
      element("p", {}, words.other, " ", save, " ", forget),
      copy,
    );
    save.addEventListener("click", () => download("draft.txt", new Blob([text])));
    forget.addEventListener("click", () => {
      kept.forget();
      if (!this.found && !this.typed) kept.remove();
      box.remove();
    });
    return box;
  }
}
