// @ts-check
// Keeps the page's address, its title and the history right. Of the browser it knows what
// constructing it names, so that a test can play that.

import { readAddress, writeAddress } from "./address.js";

/**
 * @typedef {import("./address.js").State} State
 * @typedef {object} Browser  what a window has and we need
 * @property {{search: string, pathname: string}} location
 * @property {Pick<History, "state" | "pushState" | "replaceState" | "scrollRestoration">} history
 * @property {{title: string}} document
 * @property {number} scrollY
 * @property {(to: ScrollToOptions) => void} scrollTo
 */

export const longPause = 800; // milliseconds without a key before the address says what is asked

export class AddressBar {
  #browser;
  #title; // of the page itself
  /** @type {State | null} */
  #late = null; // what the address has yet to say
  #writing = 0;

  /** @param {Browser} browser */
  constructor(browser) {
    this.#browser = browser;
    this.#title = browser.document.title;
    // The browser would scroll before the results are there. So the place in the list is kept with
    // the address, and found again when they are.
    browser.history.scrollRestoration = "manual";
  }

  /**
   * What the address says; the title is made to say it, too, and an address with "page=0" and the
   * like is put right.
   */
  read() {
    this.#drop();
    const { search } = this.#browser.location;
    const state = readAddress(search);
    if (search === writeAddress(state)) this.#retitle(state);
    else this.write(state);
    return state;
  }

  /** @param {State} state */
  of(state) {
    return this.#browser.location.pathname + writeAddress(state);
  }

  /**
   * @param {State} state
   * @param {"pushState" | "replaceState"} [how]
   */
  write(state, how = "replaceState") {
    this.#drop();
    this.#browser.history[how](null, "", this.of(state));
    this.#retitle(state);
  }

  /**
   * Chromium fetches the page's icon anew at each change of the address, and Safari refuses the
   * hundredth: while somebody types, the address waits for a rest.
   * @param {State} state
   */
  writeLater(state) {
    this.#drop();
    this.#late = state;
    this.#writing = setTimeout(() => this.writeNow(), longPause);
  }

  /** Writes what still waits. */
  writeNow() {
    if (this.#late) this.write(this.#late);
  }

  /** Keeps the place in the list for whoever comes back to this address. */
  keepPlace() {
    const { history, scrollY } = this.#browser;
    history.replaceState({ scroll: scrollY }, "");
  }

  findPlace() {
    const { scroll } = this.#browser.history.state ?? {};
    if (scroll >= 0) this.#browser.scrollTo({ top: scroll, behavior: "instant" });
  }

  #drop() {
    clearTimeout(this.#writing);
    this.#late = null;
  }

  /** @param {State} state */
  #retitle({ query }) {
    this.#browser.document.title = query ? `${query.slice(0, 100)} – ${this.#title}` : this.#title;
  }
}
