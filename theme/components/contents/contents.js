// @ts-check
/** Marks in the list of contents the part of the page that is being read. */

const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".contents a"));
const parts = [...links].map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));

function mark() {
  let here = 0;
  parts.forEach((part, i) => {
    if (part && part.getBoundingClientRect().top < innerHeight / 3) here = i;
  });
  const root = document.documentElement;
  if (root.scrollTop > 0 && root.scrollTop + innerHeight >= root.scrollHeight - 8) here = links.length - 1;
  links.forEach((link, i) => {
    if (i === here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}

if (links.length) {
  let waiting = false;
  addEventListener(
    "scroll",
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        mark();
      });
    },
    { passive: true },
  );
  mark();
}
