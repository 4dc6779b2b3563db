// @ts-check
// Where the modules are that few questions need, and the first bytes of their sha256. search/bundle.go
// writes this anew with what it made of them.

/** @type {Record<"repair" | "phrases" | "vast", [path: string, sum: string]>} */
export const modules = { repair: ["repair.js", ""], phrases: ["phrases.js", ""], vast: ["vast.js", ""] };
