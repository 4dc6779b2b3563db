// @ts-check
// The three ways in which a finished text leaves the browser, all of them chosen by the person: a
// download, an e-mail of their own, a page of the code host. Nothing is sent by us.

import { download } from "./download.js";
import { element } from "./element.js";
import { filled } from "./say.js";

/** The longest addresses that every code host and mail program is known to take. */
const longestLink = 6000;
const longestMail = 1800;

/**
 * @typedef {object} Package  what is handed over
 * @property {string} text
 * @property {string} title
 * @property {string} name     of the file to download: "a.md" or "a.zip"
 * @property {string} path     of the text below its type's folder: "a.md" or "a/index.md"
 * @property {boolean} pictures
 * @property {boolean} changes   a page that is there already
 * @property {() => Blob} blob
 */

/**
 * @param {string} mail
 * @param {Package} pack
 * @param {Record<string, string>} words
 * @param {string} library
 * @param {string} agreed  what the person has agreed to
 * @returns {{href: string, whole: boolean}}  whole: the text is in the message
 */
export function mailLink(mail, pack, words, library, agreed) {
  const subject = encodeURIComponent(filled(words["mail-subject"], { library, title: pack.title }));
  const link = (/** @type {string} */ body) =>
    `mailto:${encodeURI(mail)}?subject=${subject}&body=${encodeURIComponent(body.replace(/\n/g, "\r\n"))}`;
  const href = link(`${agreed}\n\n${pack.path}\n\n${pack.text}`);
  if (!pack.pictures && href.length <= longestMail) return { href, whole: true };
  return {
    href: link(filled(words["mail-body"], { file: pack.name, title: pack.title.slice(0, 200), agreed })),
    whole: false,
  };
}

/**
 * @param {DOMStringMap} forge  of the form: its pages
 * @param {Package} pack
 * @returns {{href: string, how: "new" | "long" | "paste"}}
 */
export function forgeLink(forge, pack) {
  if (pack.changes)
    return { href: forge.edit + pack.path.split("/").map(encodeURIComponent).join("/"), how: "paste" };
  const named = (forge.new ?? "") + encodeURIComponent(pack.path);
  if (!forge.value && !pack.pictures) return { href: named, how: "paste" };
  const whole = `${named}&${forge.value}=${encodeURIComponent(pack.text)}`;
  if (!pack.pictures && whole.length <= longestLink) return { href: whole, how: "new" };
  return { href: forge.upload ?? "", how: "long" };
}

/**
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} words
 * @param {() => Package} pack
 * @returns {{box: HTMLElement, refresh: () => void}}
 */
export function handover(form, words, pack) {
  const { dataset } = form;
  const tick = element("input", {
    type: "checkbox",
    id: "f-consent",
    "aria-describedby": "f-consent-finding",
  });
  const finding = element("div", { class: "field__finding", id: "f-consent-finding", hidden: "" });
  const consent = element("label", { for: "f-consent" });
  const text = /** @type {HTMLTemplateElement | null} */ (document.querySelector("template[data-consent]"));
  if (text) consent.append(text.content.cloneNode(true));
  const status = element("p", { role: "status", class: "note" });
  const ways = element("div", { class: "ways-out" });
  const box = element(
    "div",
    {},
    element(
      "div",
      { class: "field consent" },
      finding,
      element("div", { class: "consent__row" }, tick, consent),
    ),
    ways,
    status,
  );
  tick.addEventListener("change", () => {
    if (tick.checked) finding.hidden = true;
    refresh();
  });

  /** Has the person agreed? If not, says so. */
  const agreed = () => {
    if (tick.checked) return true;
    finding.hidden = false;
    finding.replaceChildren(element("p", {}, words["consent-first"]));
    tick.focus();
    return false;
  };

  /** @param {string} title @param {string} say @param {...HTMLElement} acts */
  const way = (title, say, ...acts) =>
    ways.append(element("div", {}, element("h3", {}, title), element("p", {}, say), ...acts));

  /** @param {string} words @param {string} href @param {(event: Event) => void} [act] */
  const out = (words, href, act) => {
    // Without consent there is no address to follow, by whatever means.
    const made = element(
      "a",
      {
        class: "button",
        role: "link",
        tabindex: "0",
        ...(tick.checked ? { href, target: "_blank", rel: "noopener noreferrer" } : {}),
      },
      words,
    );
    const go = (/** @type {Event} */ event) => {
      if (!agreed()) event.preventDefault();
      else act?.(event);
    };
    made.addEventListener("click", go);
    made.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !tick.checked) go(event);
    });
    return made;
  };

  const refresh = () => {
    const one = pack();
    const put = { file: one.name, mail: dataset.mail ?? "", forge: dataset.forge ?? "" };
    // The focus stays on the button that it is on.
    const buttons = () => /** @type {HTMLElement[]} */ ([...ways.querySelectorAll(".button")]);
    const held = buttons().indexOf(/** @type {HTMLElement} */ (document.activeElement));
    ways.replaceChildren();
    const save = element(
      "button",
      { type: "button", class: "button button--main" },
      filled(words["download-button"], put),
    );
    save.addEventListener("click", () => {
      if (agreed()) download(pack().name, pack().blob());
    });
    way(words.download, filled(words[one.pictures ? "download-zip" : "download-text"], put), save);
    if (dataset.mail) {
      const { href, whole } = mailLink(
        dataset.mail,
        one,
        words,
        dataset.library ?? "",
        (consent.textContent ?? "").trim(),
      );
      way(
        words.mail,
        filled(words[whole ? "mail-short" : one.pictures ? "mail-pictures" : "mail-long"], put),
        out(words["mail-button"], href),
      );
    }
    if (dataset.forge) {
      const { href, how } = forgeLink(dataset, one);
      way(
        filled(words.forge, put),
        filled(words[`forge-${how}`], put),
        out(filled(words["forge-button"], put), href, () => {
          if (how !== "paste") return;
          const say = (/** @type {string} */ text) => (status.textContent = text);
          (navigator.clipboard?.writeText(one.text) ?? Promise.reject()).then(
            () => say(words.copied),
            () => say(words["not-copied"]),
          );
        }),
      );
    }
    if (!dataset.mail && !dataset.forge) ways.append(element("p", { class: "note" }, words.nowhere));
    buttons()[held]?.focus();
  };
  return { box, refresh };
}
