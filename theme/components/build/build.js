// @ts-check
// “What can we build?”: the answer for the capabilities that are ticked, kept in the address.
// The table of the page is the data.

import { address, byMissing, chosen, reach } from "./reach.js";

/** How many patterns the answer shows at least, if so many use anything of what is there. */
const NEAR = 6;

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-build]"));
if (form) start(form);

/** @param {HTMLFormElement} form */
function start(form) {
  const say = /** @type {HTMLElement} */ (form.querySelector("template")).dataset;
  const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[name=have]")]);
  const known = boxes.map((box) => box.value);
  const tally = /** @type {HTMLElement} */ (form.querySelector("[data-tally]"));
  const answer = /** @type {HTMLElement} */ (form.querySelector("[data-answer]"));
  const names = new Map(
    [...document.querySelectorAll("[data-capability]")].map((th) => [
      th.getAttribute("data-capability") ?? "",
      (th.textContent ?? "").trim(),
    ]),
  );
  const patterns = [...document.querySelectorAll("tr[data-calls]")].map((row) => {
    const link = /** @type {HTMLAnchorElement} */ (row.querySelector("a"));
    const ids = (/** @type {string} */ of) => (row.getAttribute(of) ?? "").split(" ").filter(Boolean);
    return {
      calls: ids("data-calls"),
      helps: ids("data-helps"),
      title: link.textContent ?? "",
      href: link.href,
    };
  });
  const name = (/** @type {string} */ id) => names.get(id) ?? id;
  const put = (/** @type {string | undefined} */ text, /** @type {(string | number)[]} */ ...parts) =>
    parts.reduce((/** @type {string} */ so, part, i) => so.replace(`{${i + 1}}`, String(part)), text ?? "");

  const and = (/** @type {string[]} */ list) =>
    list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} ${say.and} ${list[list.length - 1]}`;

  /** @param {string} tag @param {(Node | string)[]} parts */
  const make = (tag, ...parts) => {
    const element = document.createElement(tag);
    element.append(...parts);
    return element;
  };
  /**
   * @param {import("./reach.js").Found<typeof patterns[0]>[]} found
   * @param {Set<string>} have
   * @param {string} [lacking]  how to say what they lack, where the heading does not
   */
  const list = (found, have, lacking) =>
    make(
      "ul",
      ...found.map(({ pattern, lacks }) => {
        const link = /** @type {HTMLAnchorElement} */ (make("a", pattern.title));
        link.href = pattern.href;
        const better = pattern.helps.filter((id) => !have.has(id));
        return make(
          "li",
          link,
          ...(lacking ? [make("small", put(lacking, and(lacks.map(name))))] : []),
          ...(!lacks.length && better.length ? [make("small", put(say.better, and(better.map(name))))] : []),
        );
      }),
    );

  const show = () => {
    const have = chosen(location.search, known);
    for (const box of boxes) box.checked = have.has(box.value);
    const [full, one, two, more] = reach(patterns, have);
    tally.textContent = have.size ? put(say.tally, full.length, one.length, two.length) : (say.start ?? "");
    answer.replaceChildren();
    if (!have.size) {
      answer.append(
        make("h2", say.short ?? ""),
        list(reach(patterns, null).flat().slice(0, NEAR), have, say.needs),
      );
      return;
    }
    if (full.length) answer.append(make("h2", say.full ?? ""), list(full, have));
    if (one.length) answer.append(make("h2", say.one ?? ""));
    for (const [id, found] of byMissing(one))
      answer.append(make("h3", put(say.with, name(id))), list(found, have));
    if (two.length) answer.append(make("h2", say.two ?? ""), list(two, have, say.lacks));
    // Whoever has ticked only some still learns what is nearest.
    const near = more.slice(0, Math.max(0, NEAR - full.length - one.length - two.length));
    if (near.length) answer.append(make("h2", say.near ?? ""), list(near, have, say.lacks));
  };

  const choose = () => {
    const have = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    // One step of history for a whole visit: going back leaves the page and does not untick.
    history.replaceState(null, "", address(have, known) || location.pathname);
    show();
  };
  form.addEventListener("change", choose);
  form.addEventListener("reset", () => setTimeout(choose));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", show);
  form.hidden = false;
  show();
}
