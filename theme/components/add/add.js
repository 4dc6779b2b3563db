// @ts-check
// The form "Add to the library": makes the fields of a type, checks and keeps what is typed, shows
// what it will be, and hands it over. Rules, fields and words come from what the site publishes.

import { element } from "./element.js";
import { check, decoded } from "./check.js";
import { draft } from "./draft.js";
import { load, save } from "./entry.js";
import { Fields, mended } from "./fields.js";
import { fits } from "./fits.js";
import { download } from "./download.js";
import { inText, pictures } from "./pictures.js";
import { Prose } from "./prose.js";
import { filled, label, listed } from "./say.js";
import { slug } from "./slug.js";
import { linkSteps } from "./steps.js";
import { split } from "./yaml.js";

/**
 * @typedef {import("./check.js").Known} Known
 * @typedef {import("./check.js").Finding} Finding
 * @typedef {import("./check.js").Path} Path
 * @typedef {import("./fields.js").Rules} Rules
 * @typedef {{values: Record<string, any>, parts: string[], pictures: import("./pictures.js").Picture[], id: string, named: boolean}} Held
 *   what the person has written: fields, parts of the text, and the id, which they may have named themselves
 */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-add]"));
if (form) {
  start(form).catch((error) => {
    console.error(error);
    form.hidden = false;
    form.replaceChildren(
      element(
        "p",
        { class: "notice", role: "alert" },
        "The form could not load. Try again, or fill in the file below.",
      ),
    );
  });
}

/** @param {string} address @returns {Promise<Response>} */
async function get(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

/** @param {HTMLFormElement} form */
async function start(form) {
  const { add: type = "", known: lists = "", pages = "" } = form.dataset;
  const json = async (/** @type {string} */ address) => (await get(address)).json();
  /** @type {[Rules, import("./prose.js").ProseRules]} */
  const [rules, proseRules] = await Promise.all([
    json(form.dataset.rules ?? ""),
    json(form.dataset.prose ?? ""),
  ]);
  label(rules, type);
  const prose = new Prose(proseRules);
  const { words } = rules;
  const change = new URLSearchParams(location.search).get("change") ?? "";
  /** @type {string | undefined} */
  let original;
  let notice = "";
  if (change) {
    const response = /^[a-z0-9-]+$/.test(change) ? await fetch(`${pages}${change}/index.md`) : null;
    if (response?.ok) original = await response.text();
    else notice = words["change-missing"];
  }

  // Many never come so far, so it is loaded when it is needed.
  /** @returns {Promise<typeof import("../add-review/add-review.js")>} */
  const later = () => import(form.dataset.review ?? "");
  const kept = draft(`draft:${location.pathname}${original === undefined ? "" : `?change=${change}`}`);
  /** @returns {Held} */
  const fresh = () => {
    if (original === undefined)
      return { values: {}, parts: rules.types[type].text.map(() => ""), pictures: [], id: "", named: false };
    const { values, body } = load(original, type, rules);
    return { values, parts: [body], pictures: [], id: change, named: true };
  };
  /** @type {Held} */
  let held;
  try {
    held = fresh();
  } catch (error) {
    console.warn(error);
    form.hidden = false;
    form.replaceChildren(element("p", { class: "notice" }, words["change-unreadable"]));
    return;
  }
  const draftOf = kept.read();
  // Of another form, whose fields or parts were others, the text is offered as it is.
  const shape = JSON.stringify(
    [held.parts.length, rules.types[type].fields, Object.values(rules.groups)],
    ["name", "list", "group"],
  );
  let found = false;
  try {
    if (draftOf && (draftOf.shape !== shape || !fits(draftOf, type, held.parts.length, rules)))
      throw new Error("another form");
    if (draftOf && original !== undefined && draftOf.of !== original) {
      const { renew } = await later();
      const both = renew(draftOf, draftOf.of ?? original, original, type, rules).map(
        (label) => label || words.text,
      );
      if (both.length) notice = filled(words["changed-since"], { fields: listed(both) });
    }
    found = Boolean(draftOf);
    held = { ...held, ...draftOf };
  } catch (error) {
    console.warn(error);
    kept.refuse();
  }

  const known = entries(lists);
  /** The text; its pictures stand behind it. */
  const body = (pictures = held.pictures) =>
    [...written().map(({ text }) => text), ...pictures.map(inText)].join("\n\n");
  /** Its parts that say something, each under its heading. */
  const written = () => {
    if (original !== undefined) return [{ i: 0, text: held.parts[0].replace(/^\n+/, "") }];
    const { text } = rules.types[type];
    return held.parts.flatMap((part, i) =>
      part.trim() ? [{ i, text: (text[i].heading ? `## ${text[i].heading}\n\n` : "") + part.trim() }] : [],
    );
  };
  const source = () => save(held.values, body(), type, rules, original);

  /** @returns {Finding[]} */
  const findings = () => {
    const text = save(held.values, body([]), type, rules, original);
    const found = check(text, {
      type,
      rules,
      prose,
      known: known.all(),
      loaded: known.loaded(),
      fresh: original === undefined,
      images: [...pictureNames(original), ...held.pictures.map(({ name }) => name)],
    });
    // A finding of the text belongs to the part that has its line.
    const { body: whole, bodyLine } = split(text);
    let line = bodyLine + (/^\s*\n/.exec(whole)?.[0].split("\n").length ?? 1) - 1;
    const starts = written().map(({ i, text }) => {
      const start = { i, line, text };
      line += text.split("\n").length + 1;
      return start;
    });
    for (const one of found) {
      const start = one.path[0] === "body" && starts.findLast((start) => start.line <= one.line);
      if (!start) continue;
      const { i, text } = start;
      const rows = text.split("\n").slice(0, one.line - start.line + 1);
      rows.push([...(rows.pop() ?? "")].slice(0, one.column - 1).join(""));
      one.at = rows.join("\n").length - text.trimEnd().length + held.parts[i].trim().length; // behind the heading
      if (i) one.path = ["body", i];
    }
    for (const [i, { name, alt }] of held.pictures.entries()) {
      for (const hit of prose.image(alt, name, 0))
        found.push({ ...hit, help: "", line: 0, column: 0, path: ["pictures", i] });
    }
    if (original === undefined) found.unshift(...idFindings(held.id, rules, known));
    return found;
  };

  // Fields that a person has left once; only these are told what is wrong with them.
  /** @type {WeakSet<HTMLElement>} */
  const left = new WeakSet();
  let all = false;
  let waiting = 0;
  const fields = new Fields(
    rules,
    rules.types[type],
    (path) => {
      typed ||= opened !== "" && JSON.stringify(held) !== opened;
      if (path[0] === "title" && !held.named) setID(slug(held.values.title ?? ""));
      clearTimeout(waiting);
      waiting = setTimeout(settle, 200);
    },
    known.need,
  );
  const settle = () => {
    keep(); // before anything can go wrong
    const list = findings();
    // That an entry shows no evidence is for when it is finished.
    fields.say(list, (control, { code }) => all || (left.has(control.box) && code !== "missing-evidence"));
    if (all) review.refresh(list);
  };
  const status = element(
    "p",
    { class: "note", role: "status" },
    kept.works ? (found ? words["found-draft"] : words.kept) : words["not-kept"],
  );
  let opened = ""; // what is held when the page is there for somebody to type in
  let typed = false; // in this page, which has something to keep from then on
  const keep = () => {
    if (!typed) return;
    const whole = { ...held, of: original, shape };
    const say =
      words[
        kept.write(whole) ? "kept" : kept.write({ ...whole, pictures: [] }) ? "pictures-not-kept" : "not-kept"
      ];
    if (status.textContent !== say) status.textContent = say;
  };
  kept.watch(() => typed || location.reload());

  const setID = (/** @type {string} */ id) => {
    held.id = id;
    fields.controls.get("id")?.set(id);
  };

  form.append(...parts(), element("p", { class: "add__acts" }));
  const acts = /** @type {HTMLElement} */ (form.lastElementChild);
  const button = element("button", { type: "button", class: "button button--main" }, words.check);
  const wipe = element("button", { type: "button", class: "link-button" }, words.delete);
  acts.append(button, wipe);
  const review = reviewOf();
  form.append(review.box, status);

  button.addEventListener("click", async () => {
    all = true;
    await known.need(Object.keys(rules.types)).catch(() => {});
    settle();
    review.open();
  });
  wipe.addEventListener("click", () => {
    if (!confirm(words["delete-sure"])) return;
    clearTimeout(waiting);
    typed = false;
    kept.remove();
    location.reload();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("focusin", () => void known.need([type]).catch(() => {}), { once: true });
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
        if (owed) setTimeout(settle);
        owed = false;
      },
      true,
    );
  }
  form.addEventListener("focusout", (event) => {
    const box = /** @type {HTMLElement | null} */ (
      /** @type {HTMLElement} */ (event.target).closest(".field")
    );
    if (!box) return;
    left.add(box);
    const path = box.dataset.path?.split(".") ?? [];
    if (path[0] === "process" && path[3] === "does")
      linkSteps(held.values.process.steps, Number(path[2]), (at, value) =>
        fields.controls.get(["process", "steps", ...at].join("."))?.set(value),
      );
    if (pressed) owed = true;
    else settle();
  });
  addEventListener("pagehide", keep);

  if (original !== undefined) {
    const heading = document.querySelector("h1");
    const lede = document.querySelector(".add .lede");
    if (heading) heading.textContent = filled(words.changing, { title: held.values.title ?? change });
    if (lede) lede.textContent = words["changing-lede"];
  }
  if (kept.other()) form.prepend(otherOf());
  if (notice) form.prepend(element("p", { class: "notice" }, notice));
  form.hidden = false;
  // Somebody came to say one thing, such as that they use a pattern.
  const wanted = fields.controls.get(new URLSearchParams(location.search).get("field") ?? "");
  if (original !== undefined && wanted) {
    fields.focus([wanted.box.dataset.path ?? ""]);
    wanted.focus.click();
  }
  opened = JSON.stringify(held);

  /** The fields in their order: the essential ones, the text, and the rest folded away. */
  function parts() {
    const asked = rules.types[type].fields.filter(
      (field) => !field.unasked || held.values[field.name] !== undefined,
    );
    const of = (/** @type {string} */ part) =>
      asked
        .filter((field) => (field.part ?? "more") === part)
        .map((field) => fields.field(field, held.values, [field.name]));
    const [title, summary, ...first] = of("first");
    const fold = (/** @type {string} */ part) => {
      const inside = of(part);
      if (part === "find" && original === undefined) inside.unshift(idField());
      return inside.length
        ? [element("details", { class: "add__fold" }, element("summary", {}, words[part]), ...inside)]
        : [];
    };
    title.addEventListener(
      "input",
      () =>
        later()
          .then(({ similar }) => {
            const near = similar(form, words, () => held.values.title ?? "", change);
            title.after(near.box);
            title.addEventListener("input", near.ask);
            near.ask();
          })
          .catch(console.warn),
      { once: true },
    ); // the form works without
    return [
      element("div", { class: "add__part" }, title, summary, ...first),
      textFields(),
      ...pictureFields(),
      ...fold("more"),
      ...fold("find"),
      ...fold("keep"),
    ];
  }

  function idField() {
    const holder = {
      get id() {
        return held.id;
      },
      set id(id) {
        held.id = id;
      },
    };
    const box = fields.field(
      { name: "id", label: words.address, hint: words["address-hint"], kind: "id" },
      holder,
      ["id"],
    );
    box.addEventListener("input", () => (held.named = held.id !== ""));
    box.querySelector("input")?.before(element("span", { class: "field__before" }, pages));
    return box;
  }

  function textFields() {
    const { text } = rules.types[type];
    const asked = original === undefined ? text : [{ heading: "", prompt: "" }];
    return element(
      "div",
      { class: "add__part" },
      ...asked.map(({ heading, prompt }, i) => {
        const area = element("textarea", {
          rows: original === undefined ? "5" : "16",
          class: "field__input field__input--text",
        });
        area.value = held.parts[i];
        area.addEventListener("input", () => {
          held.parts[i] = area.value;
          fields.changed(["body"]);
        });
        const set = (/** @type {string} */ value) => (area.value = held.parts[i] = value);
        const mend = (/** @type {Finding} */ finding) => {
          set(mended(area.value, finding));
          fields.changed(["body"]);
        };
        return fields.box(
          { name: "body", label: heading || words.text, hint: prompt },
          i ? ["body", i] : ["body"],
          area,
          { set, mend, hint: i ? "" : words["text-hint"] },
        );
      }),
    );
  }

  /** A page that is there already gets its pictures where its file is. */
  function pictureFields() {
    if (!("pictures" in form.dataset) || original !== undefined) return [];
    return [
      element(
        "div",
        { class: "add__part" },
        pictures({ list: held.pictures, words, fields, later, changed: () => fields.changed(["pictures"]) }),
      ),
    ];
  }

  /** What another page of the browser, or an earlier form, has kept. */
  function otherOf() {
    const text = kept.other();
    const save = element("button", { type: "button", class: "link-button" }, words.download);
    const forget = element("button", { type: "button", class: "link-button" }, words.delete);
    const box = element("p", { class: "notice" }, words.other, " ", save, " ", forget);
    save.addEventListener("click", () => download("draft.txt", new Blob([readable(text)])));
    forget.addEventListener("click", () => {
      kept.forget();
      if (!found && !typed) kept.remove();
      box.remove();
    });
    return box;
  }

  /** What there is to mend, how it will look, and the ways out. */
  function reviewOf() {
    /** The entry as it is sent. @param {typeof import("../add-review/add-review.js")} review */
    const pack = ({ bytesOf, zip }) => {
      const text = source();
      const id = held.id || slug(held.values.title ?? "") || type;
      const folder =
        held.pictures.length > 0 || Boolean(known.all().find((one) => one.id === change)?.folder);
      const packed = held.pictures.length > 0;
      const blob = () => {
        if (!packed) return new Blob([text], { type: "text/markdown" });
        const files = [
          { name: `${id}/index.md`, data: new TextEncoder().encode(text) },
          ...held.pictures.map(({ name, data }) => ({ name: `${id}/${name}`, data: bytesOf(data) })),
        ];
        return new Blob([zip(files)], { type: "application/zip" });
      };
      return {
        text,
        title: held.values.title ?? "",
        name: packed ? `${id}.zip` : `${id}.md`,
        path: folder ? `${id}/index.md` : `${id}.md`,
        pictures: packed,
        changes: original !== undefined,
        blob,
      };
    };
    const ways = element("div");
    const summary = element("div", { class: "add__summary", tabindex: "-1" });
    const shown = element("div");
    const box = element(
      "section",
      { class: "add__review", hidden: "" },
      summary,
      element("h2", {}, words.preview),
      element("p", { class: "note" }, words["preview-text"]),
      shown,
      element("h2", {}, words["hand-over"]),
      ways,
    );
    /** @type {ReturnType<typeof import("./handover.js").handover> | undefined} */
    let out;
    const show = async () => {
      try {
        const review = await later();
        if (!out) ways.append((out = review.handover(form, words, () => pack(review))).box);
        shown.replaceChildren(
          review.preview(type, held.values, body(), {
            rules,
            name: known.name,
            picture: (to) =>
              held.pictures.find(({ name }) => name === to)?.data ??
              (original !== undefined && /^[^:/]+$/.test(to) ? `${pages}${change}/${to}` : ""),
          }),
        );
        out.refresh();
      } catch (error) {
        console.error(error);
        shown.replaceChildren(element("p", { class: "notice" }, words["review-missing"]));
      }
    };
    const refresh = (/** @type {Finding[]} */ list) => {
      const n = list.length;
      summary.replaceChildren(
        element(
          "h2",
          {},
          n ? filled(words[n === 1 ? "mend.one" : "mend.other"], { n: String(n) }) : words.fine,
        ),
        element("p", {}, n ? words["mend-text"] : words["fine-text"]),
      );
      if (n) {
        summary.append(
          element(
            "ul",
            { class: "plain" },
            ...list.map((one) => {
              const label = fields.at(one.path)?.label ?? words.text;
              const link = element(
                "a",
                { href: `#${fields.at(one.path)?.focus.id ?? ""}` },
                filled(words.go, { label, message: one.message }),
              );
              link.addEventListener("click", (event) => {
                event.preventDefault();
                fields.focus(one.path);
              });
              return element("li", {}, link);
            }),
          ),
        );
      }
      show();
    };
    const open = () => {
      box.hidden = false;
      summary.focus();
      summary.scrollIntoView({ block: "start" });
    };
    return { box, refresh, open };
  }
}

/** What is written in a draft of any shape, without its pictures. @param {string} draft */
function readable(draft) {
  try {
    return JSON.stringify(
      JSON.parse(draft, (name, value) => (["pictures", "of", "shape"].includes(name) ? undefined : value)),
      null,
      2,
    ).replace(/\\n/g, "\n");
  } catch {
    return draft;
  }
}

/** Pictures that an entry has already: those that its text shows. @param {string | undefined} original */
function pictureNames(original) {
  return [...(original ?? "").matchAll(/!\[[^\]]*\]\((?:\.\/)?([^\s()/:]+)/g)].map((match) =>
    decoded(match[1]),
  );
}

/**
 * What is wrong with a new entry's id.
 * @param {string} id
 * @param {Rules} rules
 * @param {ReturnType<typeof entries>} known
 * @returns {Finding[]}
 */
function idFindings(id, { rules, reserved, kinds, longest, device }, known) {
  const say = (/** @type {import("./check.js").Rule} */ rule, put = {}) => [
    {
      code: rule[0],
      message: filled(rule[1], { id, ...put }),
      help: filled(rule[2], { id, ...put }),
      line: 0,
      column: 0,
      path: ["id"],
    },
  ];
  if (id === "") return []; // without a title there is none yet
  if (!new RegExp(kinds.id.pattern, "u").test(id)) return say(rules["bad-id"]);
  if (id.length > longest) return say(rules["long-id"], { limit: String(longest) });
  if (new RegExp(device).test(id)) return say(rules["device-id"]);
  if (reserved?.includes(id)) return say(rules["reserved-id"]);
  const taken = known.all().find((one) => one.id === id || one.former?.includes(id));
  return taken ? say(rules["taken-id"], { title: taken.title }) : [];
}

/**
 * The entries of the library, fetched by type when they are first needed.
 * @param {string} lists  address of the folder
 */
function entries(lists) {
  /** @type {Map<string, Promise<Known[]>>} */
  const asked = new Map();
  /** @type {Map<string, Known[]>} */
  const here = new Map();
  /** @type {Set<string>} */
  const loaded = new Set();
  const fetchList = async (/** @type {string} */ type) => {
    /** @type {[string, string, string?, string[]?, boolean?][]} */
    const rows = await (await get(`${lists}${type}.json`)).json();
    const whole = rows.every((row) => row.length); // an empty one stands for those that are left out
    const list = rows
      .filter((row) => row.length)
      .map(([id, title, short, former, folder]) => ({
        id,
        type,
        title,
        short,
        former: former ?? [],
        folder,
      }));
    here.set(type, list);
    if (whole) loaded.add(type);
    return list;
  };
  const all = () => [...here.values()].flat();
  return {
    all,
    loaded: () => loaded,
    name: (/** @type {string} */ id) => all().find((one) => one.id === id)?.title ?? id,
    /** @param {string[]} types @returns {Promise<Known[]>} */
    async need(types) {
      const all = await Promise.all(
        types.map((type) => {
          let list = asked.get(type);
          if (!list) {
            list = fetchList(type);
            list.catch(() => asked.delete(type));
            asked.set(type, list);
          }
          return list;
        }),
      );
      return all.flat();
    },
  };
}
