// @ts-check
// Shows what the library has already that is like the title being typed, by the site's own search.

import { element } from "../find/dom.js";

const pause = 400; // milliseconds without a key before we ask
const mostSimilar = 4;

/**
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} words
 * @param {() => string} title
 * @param {string} own  id of the page that is being changed
 */
export function similar(form, words, title, own) {
  const list = element("ul", { class: "plain" });
  const box = element("div", { class: "add__similar", role: "status", hidden: "" });
  let waiting = 0;
  let turn = 0;
  const show = async () => {
    const mine = ++turn;
    const query = title().trim();
    if (query.length < 4) {
      box.hidden = true;
      return;
    }
    const [{ ask }, { near }] = await Promise.all([import("../find/ask.js"), import("../find/suggest.js")]);
    const index = await ask(form.dataset.engine ?? "");
    const { hits } = await index.search(query, {
      limit: mostSimilar + 1,
      filters: { type: [form.dataset.add ?? ""] },
    });
    if (mine !== turn) return;
    const some = near(hits)
      .filter(({ id }) => id !== own)
      .slice(0, mostSimilar);
    list.replaceChildren(
      ...some.map(({ url, title, summary }) =>
        element(
          "li",
          {},
          element("a", { href: url, target: "_blank", rel: "noopener" }, title),
          " ",
          element("small", {}, summary),
        ),
      ),
    );
    box.hidden = some.length === 0;
    box.replaceChildren(
      ...(some.length
        ? [
            element("p", {}, element("b", {}, words.similar)),
            list,
            element("p", { class: "note" }, words["similar-hint"]),
          ]
        : []),
    );
  };
  const ask = () => {
    clearTimeout(waiting);
    waiting = setTimeout(
      () =>
        show().catch((error) => {
          console.warn(error); // the form works without
          box.hidden = true;
        }),
      pause,
    );
  };
  return { box, ask };
}
