// @ts-check
// Fetching the exported index: every file once, unpacked, checked, tried twice.

import { Bytes, hash, text } from "./bytes.js";
import { modules } from "./modules.js";

/** The newest form of the files that this reader knows. */
const newest = 4;

const sentences = {
  "newer-format": "The search index is newer than the search script. Reload the page to search.",
  network: "Search could not load part of its index. Try again, or browse all patterns.",
  corrupt: "Search could not read part of its index. Try again, or browse all patterns.",
};

/** What search throws. Its message is a sentence for the reader. */
export class SearchError extends Error {
  /** @param {keyof typeof sentences} code @param {unknown} [cause] */
  constructor(code, cause) {
    super(sentences[code], { cause });
    this.name = "SearchError";
    this.code = code;
    /** The site may have been published anew, with files of other names. */
    this.gone = cause === 404 || cause === 410;
  }
}

/** @typedef {(address: string, init?: RequestInit) => Promise<Response>} Fetch */

// A server may fall silent, or send a byte now and then for ever.
const patience = 10_000; // milliseconds, for each try

// More than any index of ours has. A library that we follow is not ours, and may mean harm.
const mostDocuments = 1e7;

/** What a stream holds, if that is not too much. @param {ReadableStream<Uint8Array>} stream @param {number} most */
async function bytesOf(stream, most) {
  const reader = stream.getReader(),
    pieces = [];
  for (
    let size = 0, piece;
    (piece = (await reader.read()).value);
    pieces.push(/** @type {BlobPart} */ (piece))
  )
    if ((size += piece.length) > most) throw new Error("too large");
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/**
 * What a promise comes to, unless the signal says first that nobody waits for it any more.
 * @template T
 * @param {AbortSignal | undefined} signal @param {() => Promise<T>} begin @returns {Promise<T>}
 */
export const unless = (signal, begin) =>
  !signal
    ? begin()
    : new Promise((resolve, reject) => {
        const stop = () => reject(signal.reason);
        signal.throwIfAborted();
        signal.addEventListener("abort", stop);
        begin()
          .then(resolve, reject)
          .finally(() => signal.removeEventListener("abort", stop));
      });

/**
 * Begins what must not take too long, and stops it then. @template T @param {(signal: AbortSignal) => Promise<T>} begin
 */
async function bounded(begin) {
  const stop = new AbortController(),
    clock = setTimeout(() => stop.abort(), patience);
  try {
    return await unless(stop.signal, () => begin(stop.signal));
  } finally {
    clearTimeout(clock);
    stop.abort(); // what is left of a file that is too large
  }
}

/**
 * Fetches and reads a file, twice if need be: a request may fail, and a cache may hold half a file.
 * @template T
 * @param {Fetch} fetch @param {string} base @param {string} name @param {RequestInit} init
 * @param {number} documents - of the library @param {(bytes: Uint8Array, most: number) => T | Promise<T>} read
 */
export async function load(fetch, base, name, init, documents, read) {
  const most = Math.min(2 ** 20 + 256 * documents, 2 ** 26); // bytes, packed or not
  /** @type {SearchError | undefined} */
  let failure;
  for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
    let bytes;
    try {
      bytes = await bounded(async (signal) => {
        const response = await fetch(new URL(name, base).href, { cache, ...init, signal });
        if (!response.ok) throw response.status;
        return bytesOf(/** @type {ReadableStream} */ (response.body), most);
      });
    } catch (e) {
      failure = new SearchError("network", e);
      continue;
    }
    try {
      return await read(bytes, most);
    } catch (e) {
      if (e instanceof SearchError) throw e;
      failure = new SearchError("corrupt", e);
    }
  }
  throw failure;
}

/** The body of a file, if it is whole and the one we asked for. @param {string} name @param {Uint8Array} bytes @param {number} most */
async function checked(name, bytes, most) {
  // A host may have unpacked it already.
  const data =
    bytes[0] !== 0x1f || bytes[1] !== 0x8b
      ? bytes
      : await bytesOf(
          new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(new DecompressionStream("gzip")),
          most,
        );
  const body = data.subarray(4);
  if (new DataView(data.buffer, data.byteOffset).getUint32(0, true) !== hash(name, body))
    throw new Error(`${name} is damaged`);
  return body;
}

/** Boundaries of sharded, sorted words: the first word of each shard, or a shorter one that still parts them. */
export class Shards {
  /** @param {string} line - as search/export/manifest.go writes it */
  constructor(line) {
    let last = "";
    this.first = line
      ? line.split(" ").map((entry) => (last = last.slice(0, parseInt(entry[0], 36)) + entry.slice(1)))
      : [];
  }

  /** The number of the shard in which a word stands, if anywhere. @param {string} word */
  of(word) {
    let low = 0,
      high = this.first.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.first[middle] <= word) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** The numbers of all shards with words from start to end. @param {string} start @param {string} end */
  from(start, end) {
    const numbers = [];
    for (let n = this.of(start), last = this.of(end); n <= last && n < this.first.length; n++)
      numbers.push(n);
    return numbers;
  }
}

/** One generation of the index. */
export class Store {
  /** @param {string} base @param {Fetch} fetch @param {string} generation @param {string} root */
  constructor(base, fetch, generation, root) {
    this.base = base;
    this.fetch = fetch;
    this.generation = generation;
    const [numbers, terms, words, reversed] = root.split("\n");
    /** All numbers, of which phrases.js reads two more. */
    this.numbers = numbers.split(" ").map(Number);
    const [documents, group, buckets, , , t, w, r, long] = this.numbers;
    this.documents = documents;
    this.group = group;
    this.buckets = buckets;
    /** How many lists are long, if the library is that large. @type {number | undefined} */
    this.long = long;
    /** How many boundaries of shards share a file, where there are too many for the manifest. */
    this.chunks = { t, w, r };
    this.roots = { t: new Shards(terms), w: new Shards(words), r: new Shards(reversed) };
    /** @type {Map<string, Promise<any>>} */
    this.loaded = new Map();
  }

  /** @param {string} base @param {Fetch} fetch @param {RequestInit} [init] */
  static open(base, fetch, init = {}) {
    return load(fetch, base, "manifest.json", init, 0, (bytes) => {
      const manifest = JSON.parse(text(bytes));
      if (manifest.format > newest) throw new SearchError("newer-format");
      const store = new Store(base, fetch, manifest.generation, manifest.root);
      if (
        !manifest.format ||
        manifest.check !== hash(manifest.generation + manifest.root) ||
        !(store.documents <= mostDocuments)
      )
        throw new Error("manifest is damaged");
      return store;
    });
  }

  /**
   * The names of the files that hold words from start to end; if no end is given, those that begin with start.
   * @param {"t" | "w" | "r"} kind @param {string} start
   */
  async shards(kind, start, end = start + "\uffff") {
    const chunk = this.chunks[kind],
      numbers = this.roots[kind].from(start, end);
    const all = chunk
      ? await Promise.all(
          numbers.map(async (n) => {
            const part = await this.file(`${kind}s${n}`, (body) => new Shards(text(body.data)));
            return part.from(start, end).map((m) => n * chunk + m);
          }),
        )
      : [numbers];
    return all.flat().map((n) => kind + n);
  }

  /**
   * A file of the generation, read. Kept, so that two keystrokes fetch it once; not if it failed.
   * @template T
   * @param {string} name @param {(body: Bytes, documents: number) => T} read @returns {Promise<T>}
   */
  file(name, read) {
    return this.kept(name, () =>
      load(this.fetch, this.base, `${this.generation}/${name}.bin`, {}, this.documents, async (bytes, most) =>
        read(new Bytes(await checked(name, bytes, most)), this.documents),
      ),
    );
  }

  /**
   * What few questions need. It comes from beside this script, never from another library that we follow.
   * Node may have only this script, as a file: then the library has the module, and it is the right one
   * if its sha256 is.
   * @param {keyof typeof modules} name @returns {Promise<any>}
   */
  module(name) {
    const sum = modules[name],
      path = `g/modules/${name}-${sum}.js`;
    return this.kept(path, () =>
      bounded(() => import(new URL(path, import.meta.url).href)).catch(() =>
        load(this.fetch, this.base, path, {}, 0, async (bytes) => {
          const found = new DataView(
            await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (bytes)),
          );
          if (found.getBigUint64(0).toString(16) !== sum) throw new Error(`${name} is damaged`);
          return import("data:text/javascript," + encodeURIComponent(text(bytes)));
        }),
      ),
    );
  }

  /** @template T @param {string} name @param {() => Promise<T>} make @returns {Promise<T>} */
  kept(name, make) {
    let promise = this.loaded.get(name);
    if (!promise) {
      promise = make();
      this.loaded.set(name, promise);
      promise.catch(() => this.loaded.delete(name));
    }
    return promise;
  }
}
