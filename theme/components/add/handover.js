// @ts-check
// The three ways in which a finished text leaves the browser, all of them chosen by the person: a
// download, an e-mail of their own, a page of the code host. Nothing is sent by us.

import { download } from "./download.js";
import { element } from "../find/dom.js";
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

export class Handover {
  /**
   * @param {HTMLFormElement} form
   * @param {Record<string, string>} words
   * @param {() => Package} pack
   */
  constructor({ dataset }, words, pack) {
    this.dataset = dataset;
    this.words = words;
    this.pack = pack;
    this.tick = element("input", {
      type: "checkbox",
      id: "f-consent",
      "aria-describedby": "f-consent-finding",
    });
    this.finding = element("div", { class: "field__finding", id: "f-consent-finding", hidden: "" });
    this.consent = element("label", { for: "f-consent" });
    const text = /** @type {HTMLTemplateElement | null} */ (document.querySelector("template[data-consent]"));
    if (text) this.consent.append(text.content.cloneNode(true));
    this.status = element("p", { role: "status", class: "note" });
    this.ways = element("div", { class: "ways-out" });
    this.box = element(
      "div",
      {},
      element(
        "div",
        { class: "field consent" },
        this.finding,
        element("div", { class: "consent__row" }, this.tick, this.consent),
      ),
      this.ways,
      this.status,
    );
    this.tick.addEventListener("change", () => {
      if (this.tick.checked) this.finding.hidden = true;
      this.refresh();
    });
  }

  /** Has the person agreed? If not, says so. */
  agreed() {
    if (this.tick.checked) return true;
    this.finding.hidden = false;
    this.finding.replaceChildren(element("p", {}, this.words["consent-first"]));
    this.tick.focus();
    return false;
  }

  /** Shows the ways as they are for what is written now. The focus stays on the button that it is on. */
  refresh() {
    const { dataset, ways } = this;
    const one = this.pack();
    const put = { file: one.name, mail: dataset.mail ?? "", forge: dataset.forge ?? "" };
    const buttons = () => /** @type {HTMLElement[]} */ ([...ways.querySelectorAll(".button")]);
    const held = buttons().indexOf(/** @type {HTMLElement} */ (document.activeElement));
    ways.replaceChildren(this.toDownload(one, put));
    if (dataset.mail) ways.append(this.toMail(dataset.mail, one, put));
    if (dataset.forge) ways.append(this.toForge(one, put));
    if (!dataset.mail && !dataset.forge) ways.append(element("p", { class: "note" }, this.words.nowhere));
    buttons()[held]?.focus();
  }

  /** @param {Package} one @param {Record<string, string>} put */
  toDownload(one, put) {
    const { words } = this;
    const save = element(
      "button",
      { type: "button", class: "button button--main" },
      filled(words["download-button"], put),
    );
    save.addEventListener("click", () => {
      if (!this.agreed()) return;
      const { name, blob } = this.pack();
      download(name, blob());
    });
    return way(words.download, filled(words[one.pictures ? "download-zip" : "download-text"], put), save);
  }

  /** @param {string} mail @param {Package} one @param {Record<string, string>} put */
  toMail(mail, one, put) {
    const { words } = this;
    const agreed = (this.consent.textContent ?? "").trim();
    const { href, whole } = mailLink(mail, one, words, this.dataset.library ?? "", agreed);
    const how = whole ? "mail-short" : one.pictures ? "mail-pictures" : "mail-long";
    return way(words.mail, filled(words[how], put), this.out(words["mail-button"], href));
  }

  /** @param {Package} one @param {Record<string, string>} put */
  toForge(one, put) {
    const { words } = this;
    const { href, how } = forgeLink(this.dataset, one);
    const copy = how === "paste" ? () => this.copy(one.text) : undefined;
    return way(
      filled(words.forge, put),
      filled(words[`forge-${how}`], put),
      this.out(filled(words["forge-button"], put), href, copy),
    );
  }

  /** @param {string} text */
  copy(text) {
    const say = (/** @type {string} */ word) => (this.status.textContent = this.words[word]);
    (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(
      () => say("copied"),
      () => say("not-copied"),
    );
  }

  /** A link out, which without consent has no address to follow, by whatever means. @param {string} words @param {string} href @param {() => void} [act] */
  out(words, href, act) {
    const { checked } = this.tick;
    const made = element(
      "a",
      {
        class: "button",
        role: "link",
        tabindex: "0",
        ...(checked ? { href, target: "_blank", rel: "noopener noreferrer" } : {}),
      },
      words,
    );
    const go = (/** @type {Event} */ event) => {
      if (!this.agreed()) event.preventDefault();
      else act?.();
    };
    made.addEventListener("click", go);
    made.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !this.tick.checked) go(event);
    });
    return made;
  }
}

/** @param {string} title @param {string} say @param {HTMLElement} act */
const way = (title, say, act) => element("div", {}, element("h3", {}, title), element("p", {}, say), act);
