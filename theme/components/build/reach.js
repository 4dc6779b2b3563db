// @ts-check
// Which patterns a set of capabilities covers. Knows no page.

/**
 * @template {{calls: string[]}} Pattern
 * @typedef {{pattern: Pattern, lacks: string[]}} Found
 */

/**
 * Sorts patterns by how many of the capabilities that they cannot do without are missing:
 * none, one, two, and last those that lack more, the nearest first.
 * Patterns that need nothing of what there is are left out, however few they call for,
 * because what one has says nothing about them.
 * @template {{calls: string[]}} Pattern
 * @param {Pattern[]} patterns
 * @param {Set<string> | null} have  null leaves none out
 * @returns {Found<Pattern>[][]}  four lists
 */
export function reach(patterns, have) {
  /** @type {Found<Pattern>[][]} */
  const found = [[], [], [], []];
  for (const pattern of patterns) {
    const lacks = pattern.calls.filter((id) => !have?.has(id));
    if (!have || lacks.length < pattern.calls.length)
      found[Math.min(lacks.length, 3)].push({ pattern, lacks });
  }
  found[3].sort((a, b) => a.lacks.length - b.lacks.length);
  return found;
}

/**
 * Groups patterns that lack one thing by that thing, what opens most first.
 * @template {{calls: string[]}} Pattern
 * @param {Found<Pattern>[]} one
 * @returns {[string, Found<Pattern>[]][]}
 */
export function byMissing(one) {
  /** @type {Map<string, Found<Pattern>[]>} */
  const groups = new Map();
  for (const found of one) groups.set(found.lacks[0], [...(groups.get(found.lacks[0]) ?? []), found]);
  return [...groups].sort((a, b) => b[1].length - a[1].length);
}

/** How many patterns the answer shows at least, if so many use anything of what is there. */
const enough = 6;

/**
 * @template {{calls: string[]}} Pattern
 * @typedef {object} Section  of the answer
 * @property {"short" | "full" | "one" | "two" | "near"} heading
 * @property {Found<Pattern>[]} found
 * @property {"needs" | "lacks"} [lacking]  how to say what each of them lacks, where no heading does
 * @property {[string, Found<Pattern>[]][]} [groups]  the same by the one thing that they lack
 */

/**
 * What can be built with what there is, and what is nearest, for whoever has ticked only some.
 * @template {{calls: string[]}} Pattern
 * @param {Pattern[]} patterns
 * @param {Set<string>} have
 * @returns {{tally: [full: number, one: number, two: number], sections: Section<Pattern>[]}}
 *   sections that have nothing are left out
 */
export function answer(patterns, have) {
  if (!have.size) {
    const found = reach(patterns, null).flat().slice(0, enough);
    return { tally: [0, 0, 0], sections: [{ heading: "short", found, lacking: "needs" }] };
  }
  const [full, one, two, more] = reach(patterns, have);
  const near = more.slice(0, Math.max(0, enough - full.length - one.length - two.length));
  /** @type {Section<Pattern>[]} */
  const sections = [
    { heading: "full", found: full },
    { heading: "one", found: one, groups: byMissing(one) },
    { heading: "two", found: two, lacking: "lacks" },
    { heading: "near", found: near, lacking: "lacks" },
  ];
  return {
    tally: [full.length, one.length, two.length],
    sections: sections.filter(({ found }) => found.length),
  };
}

/**
 * The chosen capabilities of an address, of those that there are.
 * @param {string} search  from its "?", or ""
 * @param {string[]} known
 */
export function chosen(search, known) {
  const asked = new Set(new URLSearchParams(search).getAll("have"));
  return new Set(known.filter((id) => asked.has(id)));
}

/**
 * The address of a choice, from its "?"; "" for none. Equal choices have equal addresses.
 * @param {Set<string>} have
 * @param {string[]} known  in order
 */
export function address(have, known) {
  const text = known
    .filter((id) => have.has(id))
    .map((id) => `have=${encodeURIComponent(id)}`)
    .join("&");
  return text && `?${text}`;
}
