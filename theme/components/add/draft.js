// @ts-check
// What somebody has written so far, kept on this device alone.

/**
 * @param {string} key
 * @returns {{works: boolean, read: () => any, write: (draft: any) => boolean, remove: () => void}}
 */
export function draft(key) {
  /** @type {Storage | undefined} */
  let storage;
  try {
    storage = localStorage; // some browsers throw when it is switched off
    storage.setItem(`${key}?`, "1");
    storage.removeItem(`${key}?`);
  } catch {
    storage = undefined;
  }
  return {
    works: Boolean(storage),
    read() {
      try {
        return JSON.parse(storage?.getItem(key) ?? "null");
      } catch {
        return null; // not ours, or of another time
      }
    },
    write(draft) {
      try {
        storage?.setItem(key, JSON.stringify(draft));
        return Boolean(storage);
      } catch {
        return false; // full
      }
    },
    remove() {
      storage?.removeItem(key);
    },
  };
}
