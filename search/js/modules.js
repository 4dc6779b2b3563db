// @ts-check
// The first eight bytes of the sha256 of each module that few questions need, in hexadecimal digits: part
// of its name. search/bundle.go writes this anew with what it made of them.

/** @type {Record<"near" | "correction" | "phrases" | "approximate", string>} */
export const modules = { near: "", correction: "", phrases: "", approximate: "" };
