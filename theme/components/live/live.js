// @ts-check
/**
 * In the preview only: reloads the page after a build, and shows what is wrong with
 * the content at its foot, with the place in the file.
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
 * @property {number} build      number of the build; a page of an older one reloads
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

/** @type {number|undefined} */
let build;
const events = new EventSource("/_live");
events.onmessage = (/** @type {MessageEvent<string>} */ event) => {
  const message = /** @type {Message} */ (JSON.parse(event.data));
  if (build !== undefined && message.build !== build && !message.failed) return location.reload();
  build ??= message.build;
  show(message);
};
