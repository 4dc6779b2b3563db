// @ts-check
// The search page: reads the address, asks the engine, shows the answer, and keeps the address
// right while the person types, filters, sorts and turns pages.
//
// It needs once:
//   <div class="found" data-results data-nothing="…">   the address of nothing.js
//     <h1>…</h1>
//     <form class="find" data-find …>          as find.js describes it
//     <form class="facets" data-facets aria-label="…" hidden></form>
//     <div data-hits hidden></div>
//     <div data-start>…</div>                  links to browse; shown when nothing is asked or found
//   </div>
// and adds p.unseen[role=status]. What it puts into [data-facets] and [data-hits] is all below.
// [hidden] must win over the display of .facets, .tally, .paging. Its words may be replaced by the
// page's <script type="application/json" data-strings>; `english` lists them, but for those of a
// failure, in dom.js. Translators find them in theme/strings/en.json, as "results.…".
// "/" leads from the results back to the field.

import { ask } from "../find/ask.js";
import {
  count,
  digits,
  element,
  failure,
  fill,
  icon,
  isOlder,
  marked,
  onTyped,
  speaker,
  wordsOf,
} from "../find/dom.js";
import { begunWord, markTitle, typeName, wordsToMark } from "../find/suggest.js";
import { hasFilters, isAsked, orderOf, pageSize, paging, readAddress } from "./address.js";
import { usefulFacets, withFilter, writeAddress } from "./address.js";

/**
 * @typedef {import("./address.js").State} State
 * @typedef {import("../find/ask.js").Hit} Hit
 * @typedef {import("../find/ask.js").Result} Result
 */

const english = {
  tally: { one: "{n} result, {order}", other: "{n} results, {order}" },
  tallyAtLeast: { other: "At least {n} results, {order}" },
  order: { relevance: "best match first", newest: "newest first" },
  sort: "Sort",
  sorts: { relevance: "Best match first", newest: "Newest first" },
  narrow: "Narrow the results",
  more: { other: "{n} more" },
  moreFacets: "More filters",
  clear: "Clear filters",
  facets: { verb: "What people do" }, // the others read as their names do: "service-area"
  meant: "Did you mean {query}?",
  pages: "Pages of results",
  previous: "Previous",
  next: "Next",
  page: "Page {page} of {last}",
  cut: "These are the first 100. To see others, add a word or a filter.",
  searching: "Searching…",
  places: "Pages of this site",
  again: "Try again",
};

const pause = 120; // milliseconds without a key before we ask again while an answer is on its way
const longPause = 800; // and before the address says what is asked, or the page that nothing was found
const patience = 1000; // with an answer, before we say that it is on its way
const shownValues = 5; // of a facet; a list of one or two more is shown whole
const shownFacets = 4; // the others wait behind "More filters"
const wide = "(width >= 56rem)"; // as in the stylesheet: facets beside the results, not above them

/**
 * Makes the children of `parent` be `nodes`, moving as little as possible: a moved element loses
 * the focus, and what stays cannot flicker.
 * @param {Element} parent
 * @param {Element[]} nodes
 */
function arrange(parent, nodes) {
  for (const child of [...parent.children]) if (!nodes.includes(child)) child.remove();
  nodes.forEach((node, i) => {
    if (parent.children[i] !== node) parent.insertBefore(node, parent.children[i] ?? null);
  });
}

/**
 * A place in the list, which shows one hit after another: new elements are what a keystroke costs most.
 * @param {"h2" | "h3"} level
 */
function place(level) {
  const kind = element("p", { class: "kind" }),
    link = element("a"),
    text = element("p");
  const item = element("li", { class: "hit" }, kind, element(level, {}, link), text);
  /** @type {Map<Element, string>} */
  const said = new Map();

  /**
   * @param {Element} at
   * @param {unknown[]} says  all that the children depend on
   * @param {() => import("../find/dom.js").Child[]} children
   */
  const put = (at, says, children) => {
    const key = JSON.stringify(says);
    if (said.get(at) !== key) at.replaceChildren(...children());
    said.set(at, key);
  };

  /**
   * @param {Hit} hit
   * @param {string} type  its name for people
   * @param {import("../find/ask.js").Part[]} title
   */
  return (hit, type, title) => {
    const parts = hit.snippet.length ? hit.snippet : [{ text: hit.summary, mark: false }];
    put(kind, [hit.type, type], () => [icon(hit.type), type]);
    link.href = hit.url;
    put(link, title, () => marked(title));
    put(text, parts, () => marked(parts));
    return item;
  };
}

/**
 * The facets' form. It keeps the elements of one answer for the next.
 * @param {HTMLElement} form
 * @param {typeof english} words
 */
function facetForm(form, words) {
  const summary = element("summary", {}, words.narrow);
  const fold = element("details", { class: "facets__fold" }, summary);
  const others = element("div");
  const more = element("details", { class: "facet__more" }, element("summary", {}, words.moreFacets), others);
  const clear = element("button", { class: "button", type: "reset" }, words.clear);
  form.replaceChildren(fold);

  const media = matchMedia(wide);
  const unfold = () => (fold.open = media.matches);
  media.addEventListener("change", unfold);
  unfold();

  /** @typedef {import("./address.js").Facet["values"]} Values */
  /** @type {Map<string, (values: Values) => Element>} */
  const fieldsets = new Map();
  let atLeast = ""; // "+" where counts are lower bounds
  /** @type {import("./address.js").Facet[]} */
  let behind = []; // "More filters", and made when that is opened

  /** @param {string} name */
  const fieldset = (name) => {
    /** @type {Map<string, {item: Element, box: HTMLInputElement, tally: Element}>} */
    const items = new Map();
    const first = element("ul");
    const rest = element("ul");
    const label = element("summary");
    const more = element("details", { class: "facet__more" }, label, rest);
    const readable = name[0].toUpperCase() + name.slice(1).replace("-", " ");
    const legend = element(
      "legend",
      {},
      /** @type {Record<string, string>} */ (words.facets)[name] ?? readable,
    );
    const made = element("fieldset", { class: "facet" }, legend, first);
    /** @type {Values} */
    let folded = [];

    /** @param {Values[number]} value */
    const item = ({ value, label, count, chosen }) => {
      let known = items.get(value);
      if (!known) {
        const box = element("input", { type: "checkbox", name, value });
        const tally = element("span");
        known = { box, tally, item: element("li", {}, element("label", {}, box, label, tally)) };
        items.set(value, known);
      }
      known.box.checked = chosen;
      const tally = digits.format(count) + atLeast;
      if (known.tally.textContent !== tally) known.tally.textContent = tally;
      return known.item;
    };
    // Hundreds of councils are not worth making for a list that most people leave folded.
    const fillRest = () => {
      if (more.open) arrange(rest, folded.map(item));
    };
    more.addEventListener("toggle", fillRest);

    return (/** @type {Values} */ values) => {
      const cut = values.length > shownValues + 2 ? shownValues : values.length;
      arrange(first, values.slice(0, cut).map(item));
      folded = values.slice(cut);
      if (folded.some((value) => value.chosen)) more.open = true;
      label.textContent = count(words.more, folded.length);
      fillRest();
      arrange(made, folded.length ? [legend, first, more] : [legend, first]);
      return made;
    };
  };

  /** @param {import("./address.js").Facet} facet */
  const filled = ({ name, values }) => {
    const show = fieldsets.get(name) ?? fieldset(name);
    fieldsets.set(name, show);
    return show(values);
  };
  const fillOthers = () => {
    if (more.open) arrange(others, behind.map(filled));
  };
  more.addEventListener("toggle", fillOthers);

  /**
   * @param {Result} result
   * @param {State["filters"]} filters
   */
  return ({ facets, exact }, filters) => {
    atLeast = exact ? "" : "+";
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const useful = usefulFacets(facets, filters);
    behind = useful.splice(shownFacets);
    if (behind.some(({ name }) => filters[name])) more.open = true;
    fillOthers();
    arrange(fold, [
      summary,
      ...useful.map(filled),
      ...(behind.length ? [more] : []),
      ...(hasFilters(filters) ? [clear] : []),
    ]);
    form.hidden = useful.length === 0;
    if (focused !== document.activeElement && form.contains(focused)) focused?.focus();
  };
}

/** @param {HTMLElement} root */
export function results(root) {
  /** @param {string} selector */
  const part = (selector) => {
    const found = root.querySelector(selector);
    if (!found) throw new Error(`[data-results] needs ${selector} inside`);
    return /** @type {HTMLElement} */ (found);
  };
  const words = wordsOf(english);
  const form = /** @type {HTMLFormElement} */ (part("form[data-find]"));
  const input = /** @type {HTMLInputElement} */ (part("form[data-find] input[name=q]"));
  const facets = part("[data-facets]");
  const list = part("[data-hits]");
  const start = part("[data-start]");
  const { engine = "", browse = form.action } = form.dataset;
  const pageTitle = document.title;

  const showFacets = facetForm(facets, words);
  const meant = element("p", { class: "find__hint" });
  const number = element("p", { tabindex: "-1" });
  const sort = element(
    "select",
    { name: "sort" },
    .../** @type {const} */ (["relevance", "newest"]).map((value) =>
      element("option", { value }, words.sorts[value]),
    ),
  );
  const sorting = element("label", { class: "sort" }, words.sort, " ", sort);
  const tally = element("div", { class: "tally" }, number, sorting);
  const hits = element("ol", { class: "hits" });
  const placesList = element("ul");
  const sitePages = element(
    "nav",
    { class: "places", "aria-label": words.places },
    element("p", { "aria-hidden": "true" }, words.places),
    placesList,
  );
  const searching = element("p", { class: "find__hint" }, words.searching);
  const pages = element("nav", { class: "paging", "aria-label": words.pages });
  const say = speaker(root);

  let state = readAddress(location.search);
  let turn = 0; // of the newest question; answers to earlier ones are dropped
  let waiting = 0; // answers on their way
  let typing = 0;
  let settled = true; // whether a person may want to come back to this address
  let scrolling = 0;
  let writing = 0; // not 0 while the address has yet to say what `state` does

  const address = (/** @type {State} */ of) => location.pathname + writeAddress(of);

  const retitle = () => {
    document.title = state.query ? `${state.query.slice(0, 100)} – ${pageTitle}` : pageTitle;
  };

  // The browser would scroll before the results are there. So the place in the list is kept with the
  // address, and found again when they are.
  history.scrollRestoration = "manual";
  const keepPlace = () => {
    clearTimeout(scrolling);
    if (!list.hasAttribute("aria-busy")) history.replaceState({ scroll: scrollY }, "");
  };
  const findPlace = () => {
    const { scroll } = history.state ?? {};
    if (settled && scroll >= 0) scrollTo({ top: scroll, behavior: "instant" });
  };

  /** @param {"pushState" | "replaceState"} [how] */
  const write = (how = "replaceState") => {
    clearTimeout(writing);
    writing = 0;
    if (how === "pushState") keepPlace();
    history[how](null, "", address(state));
    retitle();
  };
  const writeWaiting = () => void (writing && write());

  /** @param {Element[]} nodes */
  const show = (nodes) => {
    arrange(list, nodes);
    list.hidden = nodes.length === 0;
    list.removeAttribute("aria-busy");
  };

  const showSearching = () => {
    start.hidden = true;
    arrange(list, [searching, ...[...list.children].filter((child) => child !== searching)]);
    list.hidden = false;
    say(words.searching);
  };

  const showStart = () => {
    show([]);
    facets.hidden = true;
    start.hidden = false;
    say("");
  };

  /**
   * A link to another state, followed without loading the page again.
   * @param {State} to
   * @param {string} text
   * @param {Record<string, string>} [attributes]
   */
  const link = (to, text, attributes) => {
    const made = element("a", { ...attributes, href: address(to) }, text);
    made.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      input.value = to.query;
      moveTo(to);
    });
    return made;
  };

  /** @param {Result} result */
  const fillPages = ({ total }) => {
    const { last, previous, next, cut } = paging(total, state.page);
    pages.replaceChildren();
    if (previous) pages.append(link({ ...state, page: previous }, words.previous, { rel: "prev" }));
    pages.append(element("span", {}, ...fill(words.page, { page: String(state.page), last: String(last) })));
    if (next) pages.append(link({ ...state, page: next }, words.next, { rel: "next" }));
    if (cut) pages.append(element("p", {}, words.cut));
    return last > 1 ? [pages] : [];
  };

  /** @type {Record<"h2" | "h3", ReturnType<typeof place>[]>} */
  const places = { h2: [], h3: [] };

  /**
   * @param {Pick<Result, "hits" | "facets">} result
   * @param {string} [begun]
   * @param {"h2" | "h3"} [level]
   */
  const items = ({ hits, facets }, begun, level = "h2") => {
    const mark = wordsToMark(state.query, hits);
    return hits.map((hit, i) =>
      (places[level][i] ??= place(level))(hit, typeName(facets, hit.type), markTitle(hit.title, mark, begun)),
    );
  };

  /** @param {Result} result */
  const didYouMean = ({ suggestion }) => {
    if (!suggestion) return [];
    meant.replaceChildren(
      ...fill(words.meant, { query: link({ ...state, query: suggestion, page: 1 }, suggestion) }),
    );
    return [meant];
  };

  let placesShown = "";

  /** Pages that the question names, beside the entries. @param {Result} result */
  const named = ({ places = [] }) => {
    const key = JSON.stringify(places);
    if (key !== placesShown)
      placesList.replaceChildren(
        ...places.map(({ title, url }) => element("li", {}, element("a", { href: url }, title))),
      );
    placesShown = key;
    return places.length ? [sitePages] : [];
  };

  /**
   * @param {Result} result
   * @param {string} begun
   */
  const showResult = (result, begun) => {
    const forms = result.exact ? words.tally : words.tallyAtLeast;
    number.textContent = count(forms, result.total, { order: words.order[orderOf(state)] });
    sorting.hidden = !state.query;
    if (sort.value !== state.sort) sort.value = state.sort; // else browsers read all forms again, to fill them in
    arrange(hits, items(result, begun));
    showFacets(result, state.filters);
    start.hidden = true;
    show([...named(result), ...didYouMean(result), tally, hits, ...fillPages(result)]);
    say(number.textContent);
  };

  /**
   * @param {Result} result
   * @param {Element} instead
   */
  const showNothing = (result, instead) => {
    showFacets(result, state.filters);
    start.hidden = false;
    show([...named(result), ...didYouMean(result), instead]);
    say(instead.firstElementChild?.textContent ?? "");
  };

  /** @param {unknown} error */
  const showFailure = (error) => {
    const text = element("p", {}, ...failure(browse, error));
    const button = element("button", { class: "button", type: "button" }, words.again);
    button.addEventListener("click", () => {
      if (isOlder(error)) return location.reload();
      input.focus(); // the button goes away
      answer();
    });
    facets.hidden = true;
    start.hidden = true;
    show([element("div", { class: "failed" }, text, button)]);
    say(text.textContent);
  };

  /**
   * Asks for what `state` says and shows the answer. What is shown stays until the new answer is
   * here, so that nothing flashes.
   * @param {boolean} [prefix]  the last word may be unfinished
   * @returns {Promise<void>}
   */
  const answer = async (prefix = false) => {
    const mine = ++turn;
    if (!isAsked(state)) return showStart();
    list.setAttribute("aria-busy", "true");
    say(""); // what was said is about the question before
    const slow = setTimeout(() => mine === turn && showSearching(), patience);
    waiting++;
    try {
      const index = await ask(engine);
      if (mine !== turn) return;
      const { query, filters, page } = state;
      const result = await index.search(query, {
        limit: pageSize,
        offset: (page - 1) * pageSize,
        sort: orderOf(state),
        filters,
        prefix,
      });
      if (mine !== turn) return;
      const { last } = paging(result.total, page);
      if (page > last) return go({ ...state, page: last }, "replaceState");
      if (result.total) return showResult(result, prefix ? begunWord(query) : "");
      // In mid-word that is no news: after a rest, the words are asked for as they stand.
      if (prefix) return void setTimeout(() => mine === turn && answer(), longPause);
      /** @type {typeof import("../nothing/nothing.js")} */
      const { nothing } = await import(root.dataset.nothing ?? "");
      const instead = await nothing(index, state, { link, items });
      if (mine === turn) showNothing(result, instead);
    } catch (error) {
      console.error(error);
      if (mine === turn) showFailure(error);
    } finally {
      clearTimeout(slow);
      waiting--;
    }
  };

  /**
   * @param {State} next
   * @param {"pushState" | "replaceState"} [how]
   * @param {boolean} [prefix]
   */
  const go = (next, how = "pushState", prefix) => {
    clearTimeout(typing);
    if (!prefix) writeWaiting(); // what was typed before this has its own place in the history
    if (address(next) === address(state)) how = "replaceState";
    state = next;
    settled = !prefix;
    // Chromium fetches the page's icon anew at each change of the address, and Safari refuses the
    // hundredth: while somebody types, the address waits for a rest.
    clearTimeout(writing);
    if (prefix && how === "replaceState") writing = setTimeout(write, longPause);
    else write(how);
    return answer(prefix);
  };

  /**
   * For what goes away when it is pressed: the focus moves to the new answer's beginning.
   * @param {State} to
   */
  const moveTo = async (to) => {
    await go(to);
    (number.isConnected ? number : input).focus();
  };

  const typed = () => ({ ...state, query: input.value.trim(), page: 1 });

  // The first key after a settled search makes a new place in the history, the next ones refine
  // it: Back then leads to that search, and not through every letter.
  const askTyped = () => go(typed(), settled && isAsked(state) ? "pushState" : "replaceState", true);

  onTyped(input, () => {
    clearTimeout(typing);
    if (typed().query === state.query) return;
    // With all that it needs at hand, an answer is there before the letter is painted, and both are painted at once.
    if (waiting) typing = setTimeout(askTyped, pause);
    else askTyped();
  });
  input.addEventListener("compositionstart", () => clearTimeout(typing));
  input.addEventListener("blur", () => {
    // whoever leaves the field may leave the page, or copy its address
    if (typed().query !== state.query) askTyped(); // a letter that still waits for the next
    writeWaiting();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (matchMedia("(pointer: coarse)").matches) input.blur(); // folds the keyboard that covers the results
    go(typed());
  });
  facets.addEventListener("change", (event) => {
    const { name, value, checked } = /** @type {HTMLInputElement} */ (event.target);
    go(withFilter(state, name, value, checked));
  });
  facets.addEventListener("submit", (event) => event.preventDefault());
  facets.addEventListener("reset", () => moveTo({ ...state, filters: {}, page: 1 }));
  sort.addEventListener("change", () =>
    go({ ...state, sort: sort.value === "newest" ? "newest" : "relevance", page: 1 }),
  );
  addEventListener("popstate", () => {
    clearTimeout(typing);
    clearTimeout(writing);
    writing = 0;
    state = readAddress(location.search);
    settled = true;
    input.value = state.query;
    retitle();
    answer().then(findPlace);
  });
  addEventListener(
    "scroll",
    () => {
      clearTimeout(scrolling);
      scrolling = setTimeout(keepPlace, pause);
    },
    { passive: true },
  );
  addEventListener("pagehide", keepPlace);
  // "/" leads back to the field from anywhere in the results. Only from there: a key without
  // Ctrl that worked on the whole page would catch people who steer by voice (WCAG 2.1.4).
  root.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || target === input) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  input.value = state.query;
  retitle();
  if (location.search !== writeAddress(state)) write(); // "page=0" and the like
  answer().then(findPlace);
}

for (const root of document.querySelectorAll("[data-results]")) results(/** @type {HTMLElement} */ (root));
