// @ts-check
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import * as pagefind from "pagefind";
import { siteFetch } from "../site.mjs";

export const name = "Pagefind";
export const settings =
  "its defaults, with headings as headings and English stemming; it demands every word; other ranking options changed little";

/** @param {import("../sets.mjs").Doc[]} docs */
export async function open(docs) {
  const site = fs.mkdtempSync(path.join(os.tmpdir(), "relevance-pagefind-"));
  process.on("exit", () => fs.rmSync(site, { recursive: true, force: true }));
  const { index } = await pagefind.createIndex();
  if (!index) throw new Error("Pagefind did not start");
  for (const d of docs) await index.addHTMLFile({ url: `/${d.id}/`, content: page(d) });
  await index.writeFiles({ outputPath: path.join(site, "pagefind") });
  await pagefind.close();

  const ask = await openPagefind(site, siteFetch(site));
  /** Ids by Pagefind's own, so that a page's fragment is read once. @type {Map<string, string>} */
  const known = new Map();
  return async (/** @type {string} */ query) =>
    Promise.all(
      (await ask(query)).map(async (hit) => {
        if (!known.has(hit.id)) known.set(hit.id, (await hit.data()).url.replaceAll("/", ""));
        return known.get(hit.id) ?? "";
      }),
    );
}

/**
 * Opens what Pagefind wrote into a site's pagefind/ folder, as a page would. It asks the global fetch.
 * @param {string} site @param {typeof fetch} fetch
 */
export async function openPagefind(site, fetch) {
  globalThis.fetch = fetch;
  const { options, init, search } = await import(
    path.join(site, "pagefind/pagefind.js") + "?" + randomUUID()
  );
  await options({ basePath: "https://site.invalid/pagefind/", baseUrl: "/" });
  await init("en");
  return async (/** @type {string} */ query) => {
    /** @type {{results: {id: string, data(): Promise<{url: string}>}[]} | null} */
    const found = await search(query);
    return found?.results.slice(0, 10) ?? [];
  };
}

/** @param {import("../sets.mjs").Doc} d */
function page(d) {
  const parts = [
    ["h1", [d.title]],
    ["p", [...d.aliases, d.summary]],
    ["h2", d.headings],
    ["p", d.questions],
    ["p", d.body.split("\n")],
  ];
  const body = parts.flatMap(([tag, texts]) =>
    /** @type {string[]} */ (texts).map((text) => `<${tag}>${escaped(text)}</${tag}>`),
  );
  return `<!doctype html><html lang="en"><title>${escaped(d.title)}</title><body>${body.join("\n")}</body></html>`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
