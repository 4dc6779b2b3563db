// @ts-check
// The entries of the library, fetched by type when they are first needed.

/** @typedef {import("./check.js").Known} Known */

/** @param {string} address @param {RequestInit} [how] @returns {Promise<Response>} */
export async function get(address, how) {
  const response = await fetch(address, how);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

/** @param {string} address @returns {Promise<any>} */
export const getJSON = async (address) => (await get(address)).json();

export class Library {
  /**
   * @param {string} lists  address of the folder with the lists of entries, by type
   * @param {(address: string) => Promise<any>} [read]
   */
  constructor(lists, read = getJSON) {
    this.lists = lists;
    this.read = read;
    /** @type {Map<string, Promise<Known[]>>} */
    this.asked = new Map();
    /** @type {Map<string, Known[]>} */
    this.here = new Map();
    /** Types of which all entries are known. @type {Set<string>} */
    this.loaded = new Set();
  }

  all() {
    return [...this.here.values()].flat();
  }

  /** What an entry is called. @param {string} id */
  name(id) {
    return this.all().find((one) => one.id === id)?.title ?? id;
  }

  /** @param {string[]} types @returns {Promise<Known[]>} */
  async need(types) {
    return (await Promise.all(types.map((type) => this.list(type)))).flat();
  }

  /** @param {string} type */
  list(type) {
    let list = this.asked.get(type);
    if (!list) {
      list = this.fetchList(type);
      list.catch(() => this.asked.delete(type)); // and try again when it is needed again
      this.asked.set(type, list);
    }
    return list;
  }

  /** @param {string} type @returns {Promise<Known[]>} */
  async fetchList(type) {
    /** @type {[string, string, string?, string[]?, boolean?][]} */
    const rows = await this.read(`${this.lists}${type}.json`);
    const whole = rows.every((row) => row.length); // an empty one stands for those that are left out
    const list = rows
      .filter((row) => row.length)
      .map(([id, title, short, former = [], folder]) => ({ id, type, title, short, former, folder }));
    this.here.set(type, list);
    if (whole) this.loaded.add(type);
    return list;
  }
}
