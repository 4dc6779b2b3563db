// @ts-check
// The search engine, loaded when somebody first wants it and once for all forms of a page.

/**
 * The engine's contract, as search/js/engine.js keeps it.
 * @typedef {{text: string, mark: boolean}} Part
 * @typedef {object} Hit
 * @property {string} id
 * @property {string} url      path from the host's root
 * @property {string} type
 * @property {string} title
 * @property {string} summary
 * @property {number} score
 * @property {Part[]} snippet
 * @property {string} from     the library that it comes from, "" for this one
 * @property {string[]} [also] libraries that have the same
 * @typedef {{value: string, label: string, count: number}} FacetValue
 * @typedef {object} Result
 * @property {Hit[]} hits
 * @property {number} total
 * @property {boolean} exact
 * @property {Record<string, FacetValue[]>} facets
 * @property {string|null} suggestion
 * @property {{title: string, url: string}[]} [places]  pages of the site that the question names
 * @property {Hit[]} nearest  entries with similar words, if nothing was found without filters
 * @typedef {object} Index
 * @property {(query: string, options?: {limit?: number, offset?: number, sort?: string,
 *   filters?: Record<string, string[]>, prefix?: boolean}) => Promise<Result>} search
 */

/** @type {Map<string, Promise<Index>>} */
const opened = new Map();
let failures = 0;
const longestLoad = 15_000; // milliseconds that the engine may take to come; it limits itself how long it waits for its files

/**
 * The index at an address. The engine's pieces are kept by the engine; we keep the opening, but
 * not one that failed, so that the next call tries again.
 * @param {string} address  of the search folder, ending in "/"
 * @returns {Promise<Index>}
 */
export function ask(address) {
  let index = opened.get(address);
  if (!index) {
    index = load(new URL(address, document.baseURI).href);
    index.catch(() => opened.delete(address));
    opened.set(address, index);
  }
  return index;
}

/** @param {string} folder */
async function load(folder) {
  const engine = await script(folder).catch(() => script(folder));
  return engine.open(folder);
}

/**
 * Some browsers remember that a module failed and never ask for it again, hence another address.
 * @param {string} folder
 * @returns {Promise<{open: (folder: string) => Promise<Index>}>}
 */
async function script(folder) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("no answer")), longestLoad));
  try {
    return await Promise.race([import(`${folder}engine.js${failures ? `?again=${failures}` : ""}`), late]);
  } catch (error) {
    failures++;
    throw error;
  }
}
