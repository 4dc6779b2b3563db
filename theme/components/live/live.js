// @ts-check
/**
 * In the preview only: shows the page as it is after a save, and at its foot what is wrong
 * with the content, with the place in the file.
 *
 * @typedef {object} Finding as `patterns check --format json` prints it
 * @property {string} file
 * @property {number} line    from 1; 0 when unknown
 * @property {number} column
 * @property {"error"|"warning"} severity
 * @property {string} code
 * @property {string} message
 * @property {string} [help]
 *
 * @typedef {object} Message
 * @property {number} build      another number: the page may have changed
 * @property {string} says       how it went, in few words
 * @property {string} [failed]   why there is no new site
 * @property {Finding[]} findings
 */

/**
 * @param {string} tag
 * @param {string} className
 * @param {string} text
 */
function element(tag, className, text) {
  const e = document.createElement(tag);
  e.className = className;
  e.textContent = text;
  return e;
}

/** @param {Finding} f */
export function place(f) {
  return [f.file, f.line || null, f.line && f.column ? f.column : null].filter(Boolean).join(":");
}

/** @param {Message} message */
function show(message) {
  document.querySelector(".findings")?.remove();
  const errors = message.findings.filter((f) => f.severity === "error").length;
  if (!message.failed && message.findings.length === 0) return;
  const panel = document.createElement("details");
  panel.className = "findings";
  panel.open = errors > 0 || !!message.failed;
  panel.append(element("summary", "findings__count", message.says));
  if (message.failed) panel.append(element("p", "findings__failed", message.failed));
  const list = document.createElement("ul");
  for (const f of message.findings.slice(0, 100)) {
    const item = element("li", "findings__item", "");
    item.dataset.severity = f.severity;
    item.append(element("code", "", place(f)), element("p", "", `${f.severity}: ${f.message}`));
    if (f.help) item.append(element("p", "note", f.help));
    list.append(item);
  }
  panel.append(list);
  const status = document.createElement("div");
  status.setAttribute("role", "status");
  status.append(panel);
  document.querySelector("[data-findings]")?.remove();
  status.dataset.findings = "";
  document.body.append(status);
}

/** The page as it comes from the preview. */
async function fetched() {
  return (await fetch(location.href)).text();
}

const texts = ".prose";
let served = fetched();

/** @param {string} page */
function parsed(page) {
  const whole = new DOMParser().parseFromString(page, "text/html");
  const parts = [...whole.querySelectorAll(texts)].map((part) => part.innerHTML);
  for (const part of whole.querySelectorAll(texts)) part.replaceChildren();
  return { parts, rest: whole.documentElement.outerHTML };
}

/**
 * Puts a text in the place of an older one. What had the focus has it again.
 *
 * @param {Element} part
 * @param {string} text
 */
function replace(part, text) {
  const at = [...part.querySelectorAll("*")].indexOf(/** @type {Element} */ (document.activeElement));
  part.innerHTML = text;
  const again = at < 0 ? null : part.querySelectorAll("*")[at];
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

/** Shows the page as it is now: in its place where only its text changed, so that nothing moves. */
async function renew() {
  const before = await served;
  served = fetched();
  const page = await served;
  if (page === before) return;
  const [old, now] = [parsed(before), parsed(page)];
  const parts = document.querySelectorAll(texts);
  if (now.rest !== old.rest || now.parts.length !== parts.length) return location.reload();
  for (const [i, part] of parts.entries()) {
    if (now.parts[i] !== old.parts[i]) replace(part, now.parts[i]);
  }
}

/** @type {number|undefined} */
let build;
let renewed = Promise.resolve();
const events = new EventSource("/_live");
events.onmessage = (/** @type {MessageEvent<string>} */ event) => {
  const message = /** @type {Message} */ (JSON.parse(event.data));
  if (build !== undefined && message.build !== build && !message.failed) renewed = renewed.then(renew);
  if (!message.failed) build = message.build;
  renewed = renewed.then(() => show(message));
};
