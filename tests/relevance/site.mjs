// @ts-check
// A built site as a host gives it to a browser, and what that transfers.
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";

/**
 * A fetch that reads the site's folder, whatever the host in the address.
 * @param {string} site @param {(file: string, bytes: Buffer) => Promise<void>} [transfer]  called before the answer is given
 * @returns {typeof fetch}
 */
export function siteFetch(site, transfer = async () => {}) {
  const root = path.resolve(site) + path.sep;
  return async (address) => {
    const url = new URL(typeof address === "object" && "url" in address ? address.url : address);
    const file = path.join(root, decodeURIComponent(url.pathname));
    if (!file.startsWith(root) || !fs.statSync(file, { throwIfNoEntry: false })?.isFile())
      return new Response("not found", { status: 404 });
    const bytes = fs.readFileSync(file);
    await transfer(file, bytes);
    return new Response(bytes);
  };
}

/**
 * Opens our engine as published. A fresh one shares nothing with those opened before.
 * @param {string} site @param {typeof fetch} [fetch]
 * @returns {Promise<{search(query: string, options?: object): Promise<{hits: {id: string}[], total: number}>}>}
 */
export async function openOurs(site, fetch = siteFetch(site)) {
  const { open } = await import(
    pathToFileURL(path.join(path.resolve(site), "search/engine.js")).href + "?" + randomUUID()
  );
  return open("https://site.invalid/search/", { fetch });
}

// A host compresses these; everything else travels as it lies there.
const compressed = /\.(?:js|json|css|html)$/;
const latency = 4; // milliseconds

/** Counts what is transferred, as if every answer took as long as any other. */
export class Meter {
  bytes = 0;
  requests = 0;
  rounds = 0; // of requests that had to wait for the answers of the round before
  #answered = 0; // the latest round of which an answer has arrived
  /** @type {Map<string, number>} */
  static #sizes = new Map();

  /** What was transferred since the last reading. @param {unknown[]} hits */
  read(hits) {
    const { bytes, requests, rounds } = this;
    this.bytes = this.requests = this.rounds = this.#answered = 0;
    return { bytes, requests, rounds, answered: hits.length > 0 };
  }

  /** @param {string} file @param {Buffer} bytes */
  transfer = async (file, bytes) => {
    const round = this.#answered + 1;
    this.requests++;
    this.rounds = Math.max(this.rounds, round);
    if (!Meter.#sizes.has(file))
      Meter.#sizes.set(
        file,
        compressed.test(file) ? Math.min(bytes.length, zlib.gzipSync(bytes).length) : bytes.length,
      );
    this.bytes += Meter.#sizes.get(file) ?? 0;
    await new Promise((arrived) => setTimeout(arrived, latency));
    this.#answered = Math.max(this.#answered, round);
  };

  /** Counts a file that the page itself loads, such as a script. @param {string} file */
  load(file) {
    return this.transfer(file, fs.readFileSync(file));
  }
}
