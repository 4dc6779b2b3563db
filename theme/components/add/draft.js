// @ts-check
// What somebody has written so far, kept on this device alone. A text that this page did not read is
// never written over: it is laid aside first, and the form offers it.

/**
 * @param {string} key
 */
export function draft(key) {
  const aside = `${key}?aside`;
  /** @type {Storage | undefined} */
  let storage;
  let works = true;
  try {
    storage = localStorage; // some browsers throw when it is switched off
    storage.setItem(`${key}?`, "1");
    storage.removeItem(`${key}?`);
  } catch {
    works = false;
  }
  const get = (name = key) => storage?.getItem(name) ?? null;
  /** What this page knows to be kept. @type {string | null} */
  let mine = null;
  return {
    works,
    /** @returns {any} */
    read() {
      try {
        return JSON.parse((mine = get()) ?? "null");
      } catch {
        mine = null; // not ours, or of another time
        return null;
      }
    },
    /** @param {any} draft */
    write(draft) {
      const text = JSON.stringify(draft);
      try {
        const there = get();
        if (there && there !== mine && there !== text) storage?.setItem(aside, there);
        storage?.setItem(key, text);
        mine = text;
        return Boolean(storage);
      } catch {
        return false; // full
      }
    },
    /** What is kept does not fit the form: it is not to be written over. */
    refuse() {
      mine = null;
    },
    /** A text that is in no form, "" without one. */
    other: () => get(aside) ?? (mine ? "" : (get() ?? "")),
    forget() {
      storage?.removeItem(aside);
      mine = get();
    },
    /** Calls back when another page of this browser has written another text. @param {() => void} then */
    watch(then) {
      addEventListener("storage", (event) => {
        if (event.key === key && event.newValue !== mine) then();
      });
    },
    remove() {
      storage?.removeItem(key);
    },
  };
}
