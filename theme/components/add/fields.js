// @ts-check
// The fields of the form, made from the schema. They write what is typed into one object, the
// values of the entry, and can be told what to say beside each.

import { element } from "../find/dom.js";
import { Chooser } from "./choose.js";
import { matches } from "./prose.js";
import { filled } from "./say.js";

/**
 * @typedef {import("./check.js").Field} Field
 * @typedef {import("./check.js").Finding} Finding
 * @typedef {import("./check.js").Path} Path
 * @typedef {import("./check.js").Rules & {words: Record<string, string>}} Rules
 * @typedef {object} Control  what stands for a value
 * @property {HTMLElement} box      label, hint, finding and control together
 * @property {HTMLElement} focus    what takes the focus
 * @property {HTMLElement} finding  where a finding is said
 * @property {string} label
 * @property {(value: any) => void} set
 * @property {(finding: Finding) => void} [mend]  puts what was meant in the place of what is there
 */

/** Fields that take a sentence or more. */
const long = new Set([
  "ask",
  "does",
  "summary",
  "why",
  "note",
  "differs",
  "need",
  "because",
  "when",
  "then",
  "claim",
  "tried",
  "learnt",
  "how",
  "text",
  "governs",
  "for",
]);
/** Lists whose order means something. */
export const ordered = new Set(["questions", "steps"]);

export class Fields {
  /**
   * @param {Rules} rules
   * @param {import("./check.js").Type} type  whose form it is
   * @param {(path: Path) => void} changed  called after every change
   * @param {(types: string[]) => Promise<import("./check.js").Known[]>} known  entries of types, to choose from
   */
  constructor(rules, type, changed, known) {
    this.rules = rules;
    this.type = type;
    this.words = rules.words;
    this.changed = changed;
    this.known = known;
    /** @type {Map<string, Control>} */
    this.controls = new Map();
    /** @type {Record<string, Field[]>} */
    this.groups = {
      ...rules.groups,
      condition: [
        { name: "question", label: this.words["if-question"] },
        { name: "answers", label: this.words["if-answers"], list: true },
      ],
    };
  }

  /**
   * The control of a field of `holder`.
   * @param {Field} field
   * @param {Record<string, any>} holder
   * @param {Path} path
   * @returns {HTMLElement}
   */
  field(field, holder, path) {
    if (field.group && field.list) return this.items(field, holder, path);
    if (field.group) return this.group(field, holder, path);
    if (field.ref) return this.reference(field, holder, path);
    if (field.one && this.rules.lists[field.one].length)
      return field.list ? this.boxes(field, holder, path) : this.select(field, holder, path);
    return this.input(field, holder, path);
  }

  /**
   * Label, hint and the place for a finding, around a control.
   * @param {Field} field
   * @param {Path} path
   * @param {HTMLElement} control
   * @param {{set: (value: any) => void, mend?: Control["mend"], group?: boolean, hint?: string}} more
   */
  box(field, path, control, { set, mend, group = false, hint = "" }) {
    const id = idOf(path);
    const label = element(
      group ? "legend" : "label",
      { class: "field__label", ...(group ? {} : { for: id }) },
      field.label,
    );
    if (field.need) label.append(" ", element("small", {}, this.words.required));
    const hintText = [field.hint, hint].filter(Boolean).join(" ");
    const finding = element("div", { class: "field__finding", id: `${id}-finding`, hidden: "" });
    const described = hintText ? `${id}-hint ${id}-finding` : `${id}-finding`;
    const inputs = "input, select, textarea";
    /** @type {HTMLElement} */
    const focus = control.matches(inputs) ? control : (control.querySelector(inputs) ?? control);
    (group ? control : focus).setAttribute("aria-describedby", described);
    const box = element(group ? "fieldset" : "div", { class: "field", "data-path": path.join(".") }, label);
    if (group) box.setAttribute("aria-describedby", described);
    if (hintText) box.append(element("p", { class: "field__hint note", id: `${id}-hint` }, hintText));
    box.append(finding, control);
    if (!group) focus.id = id;
    if (field.need) focus.setAttribute("aria-required", "true");
    this.controls.set(path.join("."), { box, focus, finding, label: field.label, set, mend });
    return box;
  }

  /** @param {Field} field @param {Record<string, any>} holder @param {Path} path */
  input(field, holder, path) {
    const { name, kind, list } = field;
    if (kind === "bool")
      return this.select(field, holder, path, [
        ["true", this.words.yes],
        ["false", this.words.no],
      ]);
    const area = list || (!kind && (long.has(name) || path.length === 1) && name !== "title");
    const made = area
      ? element("textarea", { rows: long.has(name) ? "2" : "1" })
      : element("input", { type: "text", autocomplete: "off" });
    made.className = "field__input";
    if (kind === "url") made.setAttribute("inputmode", "url");
    if (kind === "number") made.setAttribute("inputmode", "decimal");
    if (kind && !list) made.dataset.short = kind;
    if (kind) made.spellcheck = false;
    const get = () =>
      list
        ? made.value
            .split("\n")
            .map((line) => line.trim())
            .filter(Boolean)
        : made.value;
    const set = (/** @type {any} */ value) => {
      made.value = list ? (value ?? []).join("\n") : (value ?? "");
      holder[name] = get();
    };
    if (holder[name] !== undefined) set(holder[name]);
    made.addEventListener("input", () => {
      holder[name] = get();
      this.changed(path);
    });
    const mend = (/** @type {Finding} */ finding) => {
      const at = finding.path[finding.path.length - 1];
      if (list)
        set(
          holder[name].map((/** @type {string} */ line, /** @type {number} */ i) =>
            i === at ? mended(line, finding) : line,
          ),
        );
      else set(mended(holder[name], finding));
      this.changed(path);
    };
    const hint = [
      list ? this.words.lines : "",
      kind === "date" ? this.words.date : "",
      kind === "period" ? this.words.period : "",
    ]
      .filter(Boolean)
      .join(" ");
    return this.box(field, path, made, { set, mend, hint });
  }

  /**
   * @param {Field} field
   * @param {Record<string, any>} holder
   * @param {Path} path
   * @param {[string, string][]} [words]
   */
  select(
    field,
    holder,
    path,
    words = this.rules.lists[field.one ?? ""].map(({ value, label }) => [value, label]),
  ) {
    const { name } = field;
    const made = element(
      "select",
      { class: "field__input" },
      element("option", { value: "" }, this.words.choose),
      ...words.map(([value, label]) => element("option", { value }, label)),
    );
    const set = (/** @type {any} */ value = "") => {
      if (value && !words.some(([one]) => one === value)) made.append(element("option", { value }, value)); // as the file has it
      made.value = value;
      holder[name] = value;
    };
    if (holder[name] !== undefined) set(holder[name]);
    made.addEventListener("change", () => {
      holder[name] = made.value;
      this.changed(path);
    });
    const mend = (/** @type {Finding} */ { suggestion }) => {
      set(suggestion);
      this.changed(path);
    };
    return this.box(field, path, made, { set, mend });
  }

  /** @param {Field} field @param {Record<string, any>} holder @param {Path} path */
  boxes(field, holder, path) {
    const { name } = field;
    const list = element("ul", { class: "field__boxes" });
    const set = (/** @type {any} */ value = []) => {
      const words = this.rules.lists[field.one ?? ""].map(({ value, label }) => [value, label]);
      for (const one of value) if (!words.some(([known]) => known === one)) words.push([one, one]);
      list.replaceChildren(
        ...words.map(([one, label]) => {
          const box = element("input", { type: "checkbox", value: one });
          box.checked = value.includes(one);
          return element("li", {}, element("label", {}, box, ` ${label}`));
        }),
      );
      holder[name] = value;
    };
    set(holder[name]);
    list.addEventListener("change", () => {
      holder[name] = [...list.querySelectorAll("input")].filter((box) => box.checked).map((box) => box.value);
      this.changed(path);
    });
    const mend = (/** @type {Finding} */ { path: to, suggestion }) => {
      set(
        holder[name].map((/** @type {string} */ one, /** @type {number} */ i) =>
          i === to[to.length - 1] ? suggestion : one,
        ),
      );
      this.changed(path);
    };
    return this.box(field, path, list, { set, mend, group: true });
  }

  /** @param {Field} field @param {Record<string, any>} holder @param {Path} path */
  reference(field, holder, path) {
    const { name, list, ref = [] } = field;
    const types = ref[0] === "*" ? Object.keys(this.rules.types) : ref;
    const chosen = () => (list ? (holder[name] ?? []) : holder[name] ? [holder[name]] : []);
    const chooser = new Chooser({
      id: idOf(path),
      words: this.words,
      many: Boolean(list),
      entries: () => this.known(types),
      chosen,
      change: (/** @type {string[]} */ ids) => {
        holder[name] = list ? ids : (ids[0] ?? "");
        this.changed(path);
      },
    });
    const set = (/** @type {any} */ value) => {
      holder[name] = value;
      chooser.show();
    };
    const mend = (/** @type {Finding} */ { path: to, suggestion }) => {
      set(
        list
          ? chosen().map((/** @type {string} */ id, /** @type {number} */ i) =>
              i === to[to.length - 1] ? suggestion : id,
            )
          : suggestion,
      );
      this.changed(path);
    };
    return this.box(field, path, chooser.control, {
      set,
      mend,
      hint: list ? this.words["pick-many"] : this.words.pick,
    });
  }

  /** One group of fields. @param {Field} field @param {Record<string, any>} holder @param {Path} path */
  group(field, holder, path) {
    const inner = (holder[field.name] ??= {});
    const fields = this.asked(field, inner).map((one) => this.field(one, inner, [...path, one.name]));
    const box = this.box(field, path, element("div", { class: "group", tabindex: "-1" }, ...fields), {
      set: () => {},
      group: true,
    });
    return box;
  }

  /** The fields of a group that a person is asked for, or that are there already. @param {Field} field @param {Record<string, any>} holder */
  asked(field, holder) {
    const fields = this.groups[field.group ?? ""].filter(
      (one) => !one.unasked || holder[one.name] !== undefined,
    );
    const rank = (/** @type {Field} */ one) =>
      one.kind === "id" || one.group === "condition" ? 1 : one.need && !one.kind ? -1 : 0; // few people need ids
    return fields.sort((a, b) => rank(a) - rank(b));
  }

  /** A list of groups. @param {Field} field @param {Record<string, any>} holder @param {Path} path */
  items(field, holder, path) {
    const { name } = field;
    const holds = element("div", { class: "add__items" });
    const add = element(
      "button",
      { type: "button", class: "button" },
      filled(this.words.add, { item: this.words[`item.${name}`] ?? field.label }),
    );
    const list = () => (holder[name] ??= []);
    const show = () => {
      for (const key of this.controls.keys())
        if (key.startsWith(`${path.join(".")}.`)) this.controls.delete(key);
      holds.replaceChildren(
        ...list().map((/** @type {any} */ _, /** @type {number} */ i) =>
          this.item(field, list(), i, path, again),
        ),
      );
    };
    /** @param {number} at  what has the focus then */
    const again = (at) => {
      show();
      this.changed(path);
      if (list()[at]) this.focus([...path, at]);
      else add.focus();
    };
    add.addEventListener("click", () => again(list().push({}) - 1));
    const box = this.box(field, path, element("div", { class: "group" }, holds, add), {
      set: (value) => {
        holder[name] = value;
        show();
      },
      group: true,
    });
    const control = this.controls.get(path.join("."));
    if (control) control.focus = add;
    show();
    return box;
  }

  /**
   * One of them.
   * @param {Field} field
   * @param {any[]} list
   * @param {number} i
   * @param {Path} path  of the list
   * @param {(focus: number) => void} again  shows the list again
   */
  item(field, list, i, path, again) {
    const { name } = field;
    const word = this.words[`item.${name}`] ?? field.label;
    const noun = word.replace(/^an? /, "");
    const put = { item: noun, heading: noun[0].toUpperCase() + noun.slice(1), n: String(i + 1) };
    const button = (/** @type {string} */ text, /** @type {() => void} */ act) => {
      const made = element("button", { type: "button", class: "link-button" }, text);
      made.addEventListener("click", act);
      return made;
    };
    const tools = element("p", { class: "add__tools" });
    if (ordered.has(name) && i > 0) {
      tools.append(
        button(filled(this.words.up, put), () => {
          list.splice(i - 1, 0, ...list.splice(i, 1));
          again(i - 1);
        }),
      );
    }
    tools.append(
      button(filled(this.words["remove-item"], put), () => {
        list.splice(i, 1);
        again(Math.min(i, list.length - 1));
      }),
    );
    const at = [...path, i];
    const fields = this.asked(field, list[i]).map((one) => this.field(one, list[i], [...at, one.name]));
    return this.box(
      { name, label: filled(this.words.item, put) },
      at,
      element("div", { class: "add__item", tabindex: "-1" }, ...fields, tools),
      { set: () => {}, group: true },
    );
  }

  /** @param {Path} path */
  focus(path) {
    const control = this.at(path);
    if (!control) return;
    for (
      let part = control.box.closest("details");
      part;
      part = part.parentElement?.closest("details") ?? null
    )
      part.open = true;
    control.focus.focus();
    control.box.scrollIntoView({ block: "nearest" });
  }

  /** The control of a value, or of the nearest thing that holds it. @param {Path} path */
  at(path) {
    for (let n = path.length; n > 0; n--) {
      const control = this.controls.get(path.slice(0, n).join("."));
      if (control) return control;
    }
    return undefined;
  }

  /**
   * Says findings beside their fields, and nothing beside the others.
   * @param {Finding[]} findings
   * @param {(control: Control, finding: Finding) => boolean} ready  whether it is time to say it
   */
  say(findings, ready) {
    /** @type {Map<Control, Finding[]>} */
    const said = new Map();
    for (const finding of findings) {
      const control = this.at(finding.path);
      if (control && ready(control, finding)) said.set(control, [...(said.get(control) ?? []), finding]);
    }
    for (const control of this.controls.values()) {
      const mine = said.get(control) ?? [];
      const text = mine
        .map(({ message, help, suggestion }) => [message, help, suggestion].join("|"))
        .join("||");
      if (control.finding.dataset.says === text) continue; // said already: nothing is read out again
      control.finding.dataset.says = text;
      control.finding.hidden = mine.length === 0;
      if (mine.length) control.focus.setAttribute("aria-invalid", "true");
      else control.focus.removeAttribute("aria-invalid");
      control.finding.replaceChildren(...mine.map((finding) => this.finding(finding, control)));
    }
  }

  /** @param {Finding} finding @param {Control} control */
  finding(finding, control) {
    // Help for a file names its fields; here they have other names.
    const label = (/** @type {string} */ name) =>
      [...this.type.fields, ...Object.values(this.groups).flat()].find((one) => one.name === name)?.label;
    const help = finding.help.replace(/“([a-z-]+):?”/g, (said, name) =>
      label(name) ? `“${label(name)}”` : said,
    );
    const line = element(
      "p",
      {},
      element(
        "span",
        { class: "field__message", ...(/^[a-z]/.test(finding.message) ? { "data-words": "" } : {}) },
        finding.message,
      ),
      help ? `. ${help}` : ".",
    );
    if (!finding.suggestion) return line;
    line.append(` ${filled(this.rules.suggest, { word: finding.suggestion })} `);
    if (!control.mend) return line;
    const use = element("button", { type: "button", class: "link-button" }, this.words.fix);
    use.addEventListener("click", () => {
      control.mend?.(finding);
      control.focus.focus();
    });
    line.append(use);
    return line;
  }
}

/** A value with what was meant in its place. @param {string} value @param {Finding} finding */
export function mended(value, { suggestion = "", found, at = 0 }) {
  if (!found) return suggestion;
  const from = value.length - value.trimStart().length + at;
  const n = matches(value.slice(from), found);
  return n ? value.slice(0, from) + suggestion + value.slice(from + n) : value;
}

/** @param {Path} path */
export const idOf = (path) => `f-${path.join("-")}`;
