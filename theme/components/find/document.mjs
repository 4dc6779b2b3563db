// @ts-check
// A document as small as the Node tests of what the search scripts show need: elements with
// attributes, children, events and the focus. It draws nothing and knows no selectors but a tag.

/** @typedef {FakeElement | string} Child */

export class FakeElement extends EventTarget {
  /** @type {Child[]} */
  #children = [];
  /** @type {Map<string, string>} */
  #attributes = new Map();
  /** @type {FakeElement | null} */
  parent = null;
  /** @type {Record<string, string>} */
  dataset = {};
  value = "";
  checked = false;
  open = false;

  /** @param {string} localName */
  constructor(localName) {
    super();
    this.localName = localName;
  }

  get children() {
    return this.#children.filter((child) => child instanceof FakeElement);
  }

  get firstElementChild() {
    return this.children[0] ?? null;
  }

  /** @returns {string} */
  get textContent() {
    return this.#children.map((child) => (typeof child === "string" ? child : child.textContent)).join("");
  }

  set textContent(text) {
    this.replaceChildren(...(text ? [text] : []));
  }

  get hidden() {
    return this.hasAttribute("hidden");
  }

  set hidden(hidden) {
    if (hidden) this.setAttribute("hidden", "");
    else this.removeAttribute("hidden");
  }

  get href() {
    return this.getAttribute("href") ?? "";
  }

  set href(href) {
    this.setAttribute("href", href);
  }

  get id() {
    return this.getAttribute("id") ?? "";
  }

  get isConnected() {
    return page.body.contains(this);
  }

  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.#attributes.set(name, value);
  }

  /** @param {string} name */
  getAttribute(name) {
    return this.#attributes.get(name) ?? null;
  }

  /** @param {string} name */
  hasAttribute(name) {
    return this.#attributes.has(name);
  }

  /** @param {string} name */
  removeAttribute(name) {
    this.#attributes.delete(name);
  }

  /** @param {...Child} nodes */
  append(...nodes) {
    for (const node of nodes) this.#put(node, this.#children.length);
  }

  /** @param {...Child} nodes */
  replaceChildren(...nodes) {
    for (const child of this.children) child.parent = null;
    this.#children = [];
    this.append(...nodes);
  }

  /** @param {FakeElement} node @param {FakeElement | null} before */
  insertBefore(node, before) {
    node.remove();
    this.#put(node, before ? this.#children.indexOf(before) : this.#children.length);
  }

  /** @param {FakeElement} node */
  after(node) {
    const { parent } = this;
    if (parent) parent.insertBefore(node, parent.children[parent.children.indexOf(this) + 1] ?? null);
  }

  remove() {
    const siblings = this.parent;
    if (siblings) siblings.#children = siblings.#children.filter((child) => child !== this);
    this.parent = null;
    if (page.activeElement === this) page.activeElement = page.body;
  }

  /** @param {FakeElement | null} other @returns {boolean} */
  contains(other) {
    return other !== null && (other === this || this.contains(other.parent));
  }

  closest() {
    return null;
  }

  scrollIntoView() {}

  focus() {
    page.activeElement = this;
  }

  /** @param {EventInit & Record<string, unknown>} [init] */
  click(init) {
    return this.dispatchEvent(
      Object.assign(new Event("click", { cancelable: true }), { ctrlKey: false, metaKey: false }, init),
    );
  }

  /** All elements of a tag below this one, in order. @param {string} tag @returns {FakeElement[]} */
  all(tag) {
    return this.children.flatMap((child) => [...(child.localName === tag ? [child] : []), ...child.all(tag)]);
  }

  /** @param {Child} node @param {number} at */
  #put(node, at) {
    if (node instanceof FakeElement) {
      node.remove();
      node.parent = this;
    }
    this.#children.splice(at, 0, node);
  }
}

const body = new FakeElement("body");
/** The document itself. */
export const page = {
  body,
  activeElement: body,
  documentElement: { lang: "en" },
  /** @param {string} tag */
  createElement: (tag) => new FakeElement(tag),
  /** @param {string} _ @param {string} tag */
  createElementNS: (_, tag) => new FakeElement(tag),
  getElementById: () => null,
  querySelector: () => null,
  querySelectorAll: () => [],
};

/**
 * An element where scripts want one of the browser's.
 * @template {Element} T
 * @param {FakeElement} element
 * @returns {T}
 */
export const given = (element) => /** @type {T} */ (/** @type {unknown} */ (element));

/** Puts the document where scripts look for theirs. Import the scripts after this. */
export function install() {
  Object.assign(globalThis, { document: page, matchMedia: () => new EventTarget() });
}
