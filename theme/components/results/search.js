// @ts-check
// What the search page does when somebody types, filters, sorts, turns pages or goes back: which
// question is asked, when, and which answer still counts. It knows no page: what is shown is the
// view's (view.js), and where it is kept the address bar's (address-bar.js).

import { begunWord } from "../find/marks.js";
import { isAsked, orderOf, pageSize, paging, withFilter } from "./address.js";
import { longPause } from "./address-bar.js";

/**
 * @typedef {import("./address.js").State} State
 * @typedef {import("../find/ask.js").Index} Index
 * @typedef {import("../find/ask.js").Result} Result
 *
 * @typedef {object} View
 * @property {string} query    the words in the field
 * @property {boolean} busy    an answer is on its way, and what is shown is about the question before
 * @property {() => void} showStart
 * @property {() => void} showBusy
 * @property {() => void} showSearching
 * @property {(result: Result, state: State, begun: string) => void} showResult
 * @property {(result: Result, state: State, instead: Element) => void} showNothing
 * @property {(error: unknown) => void} showFailure
 * @property {() => void} focusAnswer
 *
 * @typedef {Pick<import("./address-bar.js").AddressBar,
 *   "read" | "of" | "write" | "writeLater" | "writeNow" | "keepPlace" | "findPlace">} AddressBar
 *
 * @typedef {object} Parts
 * @property {View} view
 * @property {AddressBar} bar
 * @property {() => Promise<Index>} open  the index, loaded when first asked
 * @property {(index: Index, state: State) => Promise<Element>} nothing  what to show in place of results
 */

export const pause = 120; // milliseconds without a key before we ask again while an answer is on its way
export const patience = 1000; // with an answer, before we say that it is on its way

export class Search {
  #view;
  #bar;
  #open;
  #nothing;
  /** @type {State} */
  #state;
  #turn = 0; // of the newest question; answers to earlier ones are dropped
  #waiting = 0; // answers on their way
  #typing = 0;
  #scrolling = 0;
  #settled = true; // whether a person may want to come back to this address

  /** @param {Parts} parts */
  constructor({ view, bar, open, nothing }) {
    this.#view = view;
    this.#bar = bar;
    this.#open = open;
    this.#nothing = nothing;
    this.#state = bar.read();
  }

  /** Shows what the address says: at the start, and when the browser goes back or forward. */
  async readAddress() {
    clearTimeout(this.#typing);
    this.#state = this.#bar.read();
    this.#settled = true;
    this.#view.query = this.#state.query;
    await this.#answer();
    if (this.#settled) this.#bar.findPlace();
  }

  /** The field has other words. */
  typed() {
    clearTimeout(this.#typing);
    if (this.#inField().query === this.#state.query) return;
    // With all that it needs at hand, an answer is there before the letter is painted, and both are painted at once.
    if (this.#waiting) this.#typing = setTimeout(() => this.#askTyped(), pause);
    else this.#askTyped();
  }

  /** An input method begins to compose words: those before are not worth a question. */
  composing() {
    clearTimeout(this.#typing);
  }

  /** Whoever leaves the field may leave the page, or copy its address. */
  leave() {
    if (this.#inField().query !== this.#state.query) this.#askTyped(); // a letter that still waits for the next
    this.#bar.writeNow();
  }

  submit() {
    return this.#go(this.#inField());
  }

  /**
   * @param {string} name
   * @param {string} value
   * @param {boolean} chosen
   */
  filter(name, value, chosen) {
    return this.#go(withFilter(this.#state, name, value, chosen));
  }

  clearFilters() {
    return this.follow({ ...this.#state, filters: {}, page: 1 });
  }

  /** @param {string} order */
  sort(order) {
    return this.#go({ ...this.#state, sort: order === "newest" ? "newest" : "relevance", page: 1 });
  }

  /**
   * For what goes away when it is pressed: the focus moves to the new answer's beginning.
   * @param {State} to
   */
  async follow(to) {
    this.#view.query = to.query;
    await this.#go(to);
    this.#view.focusAnswer();
  }

  /** Asks again what failed. */
  retry() {
    return this.#answer();
  }

  scrolled() {
    clearTimeout(this.#scrolling);
    this.#scrolling = setTimeout(() => this.keepPlace(), pause);
  }

  keepPlace() {
    clearTimeout(this.#scrolling);
    if (!this.#view.busy) this.#bar.keepPlace();
  }

  #inField() {
    return { ...this.#state, query: this.#view.query.trim(), page: 1 };
  }

  /**
   * The first key after a settled search makes a new place in the history, the next ones refine
   * it: Back then leads to that search, and not through every letter.
   */
  #askTyped() {
    return this.#go(
      this.#inField(),
      this.#settled && isAsked(this.#state) ? "pushState" : "replaceState",
      true,
    );
  }

  /**
   * @param {State} next
   * @param {"pushState" | "replaceState"} [how]
   * @param {boolean} [prefix]  the last word may be unfinished
   */
  #go(next, how = "pushState", prefix = false) {
    const bar = this.#bar;
    clearTimeout(this.#typing);
    if (!prefix) bar.writeNow(); // what was typed before this has its own place in the history
    if (bar.of(next) === bar.of(this.#state)) how = "replaceState";
    this.#state = next;
    this.#settled = !prefix;
    if (how === "pushState") this.keepPlace();
    if (prefix && how === "replaceState") bar.writeLater(next);
    else bar.write(next, how);
    return this.#answer(prefix);
  }

  /**
   * Asks for what `#state` says and shows the answer. What is shown stays until the new answer is
   * here, so that nothing flashes.
   * @param {boolean} [prefix]
   * @returns {Promise<void>}
   */
  async #answer(prefix = false) {
    const mine = ++this.#turn;
    const current = () => mine === this.#turn;
    const view = this.#view;
    if (!isAsked(this.#state)) return view.showStart();
    view.showBusy();
    const slow = setTimeout(() => current() && view.showSearching(), patience);
    this.#waiting++;
    try {
      const index = await this.#open();
      if (current()) await this.#ask(index, prefix, current);
    } catch (error) {
      console.error(error);
      if (current()) view.showFailure(error);
    } finally {
      clearTimeout(slow);
      this.#waiting--;
    }
  }

  /**
   * @param {Index} index
   * @param {boolean} prefix
   * @param {() => boolean} current  whether nothing was asked since
   */
  async #ask(index, prefix, current) {
    const state = this.#state;
    const { query, filters, page } = state;
    const result = await index.search(query, {
      limit: pageSize,
      offset: (page - 1) * pageSize,
      sort: orderOf(state),
      filters,
      prefix,
    });
    if (!current()) return;
    const { last } = paging(result.total, page);
    if (page > last) return this.#go({ ...state, page: last }, "replaceState");
    if (result.total) return this.#view.showResult(result, state, prefix ? begunWord(query) : "");
    // In mid-word that is no news: after a rest, the words are asked for as they stand.
    if (prefix) return void setTimeout(() => current() && this.#answer(), longPause);
    const instead = await this.#nothing(index, state);
    if (current()) this.#view.showNothing(result, state, instead);
  }
}
