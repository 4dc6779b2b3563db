// @ts-check
// What the combobox does with keys and letters: when it asks, which answer still counts, and which
// option is chosen. It knows no page: options.js shows what it decides.

import { move } from "./suggest.js";

/**
 * @typedef {import("./ask.js").Index} Index
 * @typedef {import("./ask.js").Result} Result
 *
 * @typedef {object} Options  the list under the field
 * @property {number} count
 * @property {boolean | string} hidden
 * @property {(query: string, result: Result) => void} show
 * @property {(error: unknown) => void} fail
 * @property {() => void} hide
 * @property {(place: number) => void} choose  -1 chooses none
 * @property {(place: number) => void} follow
 * @property {() => void} hush  what is about to be said is about another query
 */

/** @typedef {Pick<KeyboardEvent, "key" | "altKey" | "isComposing" | "preventDefault">} Key */

export const pause = 120; // milliseconds without a key before we ask
export const limit = 7;

export class Suggester {
  #input;
  #options;
  #ask;
  #active = -1;
  #turn = 0; // of the newest question; answers to earlier ones are dropped
  #typing = 0;

  /**
   * @param {{value: string}} input
   * @param {Options} options
   * @param {() => Promise<Index>} ask  the index, loaded when first asked
   */
  constructor(input, options, ask) {
    this.#input = input;
    this.#options = options;
    this.#ask = ask;
  }

  /** The field has other words. */
  typed() {
    this.#turn++; // what is on its way answers an older query, and so does what is about to be said
    this.#options.hush();
    this.#choose(-1);
    clearTimeout(this.#typing);
    if (this.#input.value.trim()) this.#typing = setTimeout(() => this.open(), pause);
    else this.close();
  }

  /** An input method begins to compose words: those before are not worth a question. */
  composing() {
    clearTimeout(this.#typing);
  }

  close() {
    this.#turn++;
    clearTimeout(this.#typing);
    this.#choose(-1);
    this.#options.hide();
  }

  /** @param {number} [first]  the option to choose as soon as there are any */
  async open(first = -1) {
    clearTimeout(this.#typing);
    const mine = ++this.#turn;
    const query = this.#input.value.trim();
    if (!query) return this.close();
    try {
      const index = await this.#ask();
      if (mine !== this.#turn) return;
      const result = await index.search(query, { limit, prefix: true });
      if (mine !== this.#turn) return;
      this.#choose(-1);
      this.#options.show(query, result);
      if (first >= 0) this.#choose(Math.min(first, this.#options.count - 1));
    } catch (error) {
      console.error(error);
      if (mine !== this.#turn) return;
      this.close();
      this.#options.fail(error);
    }
  }

  /** @param {Key} event */
  key(event) {
    if (event.isComposing) return;
    switch (event.key) {
      case "ArrowDown":
        return this.#arrow(event, 1);
      case "ArrowUp":
        return this.#arrow(event, -1);
      case "Enter":
        if (this.#active < 0) return this.close();
        event.preventDefault();
        return this.#options.follow(this.#active);
      case "Escape":
        if (this.#options.hidden) return; // then the browser may clear the field
        event.preventDefault();
        return this.close();
      // The caret moves, so the field has the attention again.
      case "Home":
      case "End":
      case "ArrowLeft":
      case "ArrowRight":
        return this.#choose(-1);
    }
  }

  /**
   * @param {Key} event
   * @param {1 | -1} step
   */
  #arrow(event, step) {
    event.preventDefault();
    const { count } = this.#options;
    if (event.altKey) return step > 0 ? void this.open() : this.close();
    if (count) this.#choose(move(this.#active, step, count));
    else this.open(step > 0 ? 0 : Infinity);
  }

  /** @param {number} place */
  #choose(place) {
    this.#active = place;
    this.#options.choose(place);
  }
}
