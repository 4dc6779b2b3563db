// @ts-check
// Starts the suggestions of a page's search fields: at the first focus or key, so that a page which
// nobody searches from loads a few lines instead of a combobox and an engine.
//
// It needs, as often as a page likes (inside [data-results] the results are shown instead):
//   <form class="find" data-find action="…/find/" data-engine="…/search/" data-browse="…/browse/">
//     <label for="find">…</label>
//     <div class="find__row"><input id="find" name="q" type="search" autocomplete="off"><button>…</button></div>
//   </form>
// Every input has an id of its own. Without scripts, or when they fail, the form is an ordinary form.
// combobox.js says what is added to it.

/** @param {HTMLFormElement} form */
export function find(form) {
  const input = /** @type {HTMLInputElement | null} */ (form.querySelector("input[name=q]"));
  if (!input || !form.dataset.engine)
    throw new Error("form[data-find] needs an input named q, and data-engine");

  // Said before the focus comes: a screen reader reads the role once, when it does.
  const attributes = {
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

  const waiting = new AbortController();
  const start = () => {
    waiting.abort();
    const loaded = import("./combobox.js");
    loaded.then(
      ({ combobox }) => combobox(form, input),
      (error) => {
        console.error(error);
        for (const name in attributes) input.removeAttribute(name); // an ordinary field again
      },
    );
  };
  for (const event of ["focus", "keydown"]) input.addEventListener(event, start, { signal: waiting.signal });
  if (document.activeElement === input) start();
}

for (const form of document.querySelectorAll("form[data-find]")) {
  if (!form.closest("[data-results]")) find(/** @type {HTMLFormElement} */ (form));
}
