// Damages the files of a site's index one at a time, as networks, caches and disks do, and asks the
// engine: it must give the right result or say what is wrong. Prints what it found as JSON lines.
// usage: node damage.mjs SITE QUESTION...
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { pathToFileURL } from "node:url";

const [, , site, ...questions] = process.argv;
const folder = path.join(path.resolve(site), "search"),
  base = "https://site.invalid/search/";
const { open, SearchError } = await import(pathToFileURL(path.join(folder, "engine.js")).href);

/** @param {string} address */
const nameOf = (address) => new URL(address).pathname.slice("/search/".length);
/** @param {string} name */
const read = (name) => fs.readFileSync(path.join(folder, name));

/** The answers to all questions through a fetch, or the code of the error. @param {(name: string) => Response} serve */
async function answers(serve, atOnce = false) {
  const fetch = async (/** @type {string} */ address) => serve(nameOf(address));
  try {
    const index = await open(base, { fetch }),
      all = [];
    for (const question of questions)
      all.push(atOnce ? index.search(question) : await index.search(question));
    return JSON.stringify(await Promise.all(all));
  } catch (e) {
    if (!(e instanceof SearchError)) return "not a SearchError: " + e.stack;
    return e.message.endsWith(".") ? e.code : "not a sentence: " + e.message;
  }
}

/** @type {Set<string>} */
const used = new Set();
const right = await answers((name) => {
  used.add(name);
  return new Response(read(name));
});

/** @param {string} kind @param {string} got @param {string[]} allowed */
function check(kind, got, allowed) {
  if (!allowed.includes(got)) console.log(JSON.stringify({ kind, got: got.slice(0, 300) }));
}

/** Two files of each kind, such as "t": all of a kind are read by the same lines. @type {Record<string, number>} */
const seen = {};
const some = [...used].filter((name) => {
  const kind = name.replace(/.*\/|\d+/g, "");
  seen[kind] = (seen[kind] ?? 0) + 1;
  return seen[kind] <= 2;
});

let seed = 1;
const random = (/** @type {number} */ n) => (seed = (seed * 48271) % 2147483647) % n;
for (const damaged of some) {
  /** @param {string} kind @param {(data: Buffer) => Uint8Array | string} damage @param {string[]} allowed */
  const with_ = async (kind, damage, allowed) =>
    check(
      `${kind} ${damaged}`,
      await answers((name) => new Response(name === damaged ? damage(read(name)) : read(name))),
      allowed,
    );
  for (let i = 0; i < 3; i++) {
    await with_(
      "flipped",
      (data) => {
        data[random(data.length)] ^= 1 << random(8);
        return data;
      },
      [right, "corrupt", "newer-format", "network"],
    );
    await with_("cut", (data) => data.subarray(0, random(data.length)), ["corrupt"]);
  }
  await with_("empty", () => "", ["corrupt"]);
  await with_("a page instead", () => "<!doctype html><title>Not found</title>", ["corrupt"]);
  if (damaged.endsWith(".bin")) {
    const other = [...used].find((name) => name.endsWith(".bin") && name !== damaged) ?? "";
    await with_("another file", () => read(other), ["corrupt"]);
    await with_("unpacked by the host", (data) => zlib.gunzipSync(data), [right]);
    // Made by somebody who can compute the check: any answer will do, but not one that never comes.
    const body = zlib.gunzipSync(read(damaged)).subarray(4);
    for (let i = 0; i < 5; i++)
      body.set([0xff, 0xff, 0xff, 0xff, 7].slice(0, body.length), random(Math.max(1, body.length - 5))); // 2³¹ of something
    const forged = sealed(path.basename(damaged, ".bin"), body);
    const got = await answers((file) => new Response(file === damaged ? forged : read(file)));
    check(`forged ${damaged}`, got.startsWith("[") ? right : got, [right, "corrupt", "network"]);
  }
  check(
    `missing ${damaged}`,
    await answers((name) =>
      name === damaged ? new Response("", { status: 404 }) : new Response(read(name)),
    ),
    ["network"],
  );
  check(
    `failing ${damaged}`,
    await answers((name) =>
      name === damaged ? new Response("", { status: 503 }) : new Response(read(name)),
    ),
    ["network"],
  );
  // The first request for it fails, in one way or another; the second succeeds.
  for (const fail of [
    () => new Response("", { status: 503 }),
    () => new Response("", { status: 404 }),
    () => new Response("half a fi"),
    () => {
      throw new TypeError("offline");
    },
  ]) {
    let failed = false;
    check(
      `failing once ${damaged}`,
      await answers((name) => {
        if (name !== damaged || failed) return new Response(read(name));
        failed = true;
        return fail();
      }),
      [right],
    );
  }
}

check("no address", await open("nonsense").catch((e) => (e instanceof SearchError ? e.code : e.stack)), [
  "network",
]);

// A newer format is said to be one, whatever else the manifest holds.
const manifest = JSON.parse(read("manifest.json").toString());
check("newer", await answers(() => new Response(JSON.stringify({ format: 5 }))), ["newer-format"]);

// Made to exhaust the reader's machine by somebody who can compute the checks.
const many = signed({ ...manifest, root: ["999999999999", ...manifest.root.split(" ").slice(1)].join(" ") });
check(
  "forged number of documents",
  await answers((name) => new Response(name === "manifest.json" ? JSON.stringify(many) : read(name))),
  ["corrupt"],
);
const facets = `${manifest.generation}/facets.bin`,
  spaces = Buffer.alloc(1 << 27, " "),
  bomb = zlib.gzipSync(sealed("facets", spaces));
let peak = 0;
const meter = setInterval(() => (peak = Math.max(peak, process.memoryUsage().arrayBuffers)), 5),
  before = process.memoryUsage().arrayBuffers;
check("forged size", await answers((name) => new Response(name === facets ? bomb : read(name))), ["corrupt"]);
clearInterval(meter);
if (peak - before > spaces.length) check("memory for a forged size", String(peak - before), []);

// Published anew under the reader's feet: the old generation is gone, the manifest names another.
const fresh = signed({ ...manifest, generation: "0000000000000000" });
for (const atOnce of [false, true]) {
  let published = false;
  check(
    `published anew, ${atOnce ? "all at once" : "one by one"}`,
    await answers((name) => {
      if (name === "manifest.json") return new Response(published ? JSON.stringify(fresh) : read(name));
      published = true;
      return name.startsWith(fresh.generation)
        ? new Response(read(name.replace(fresh.generation, manifest.generation)))
        : new Response("", { status: 404 });
    }, atOnce),
    [right],
  );
}

// A failed search does not spoil the next one.
let broken = true;
const index = await open(base, {
  fetch: async (/** @type {string} */ address) =>
    broken && address.endsWith(".bin")
      ? new Response("", { status: 500 })
      : new Response(read(nameOf(address))),
});
check(
  "while broken",
  await index.search(questions[0]).then(JSON.stringify, (/** @type {any} */ e) => e.code),
  ["network"],
);
broken = false;
check("mended", JSON.stringify([await index.search(questions[0])]), [
  JSON.stringify(JSON.parse(right).slice(0, 1)),
]);
console.log(JSON.stringify({ files: used.size }));

/** A manifest with the check that belongs to it. @param {any} manifest */
function signed(manifest) {
  return { ...manifest, check: fnv(manifest.generation + manifest.root) };
}

/** A file's body with the check that belongs before it. @param {string} name @param {Buffer} body */
function sealed(name, body) {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(fnv(Buffer.concat([Buffer.from(name), body])));
  return Buffer.concat([sum, body]);
}

/** @param {string | Buffer} data */
function fnv(data) {
  let h = 0x811c9dc5;
  for (const byte of Buffer.from(data)) h = Math.imul(h ^ byte, 0x01000193);
  return h >>> 0;
}
