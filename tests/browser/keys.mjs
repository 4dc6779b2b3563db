// @ts-check
// What a person who has only a keyboard can see and reach.

import assert from "node:assert/strict";

/** @typedef {import("playwright-core").Page} Page */

/**
 * What has the focus, and whether a person can see that.
 * @param {Page} page
 */
export function focus(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const box = element.getBoundingClientRect();
    // The ring may be drawn by the element or by the box around it, as an outline or a shadow.
    const drawn =
      [element, element.parentElement, element.parentElement?.parentElement].some((one, level) => {
        if (!one) return false;
        const style = getComputedStyle(one);
        if (level > 0 && !one.matches(":focus-within")) return false;
        return (
          (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) ||
          (level === 0 && style.boxShadow !== "none")
        );
      }) || [...element.children].some((child) => getComputedStyle(child).outlineStyle !== "none");
    // In view, and not under something that stays in its place.
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const inView =
      box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const tops = [box.top + 2, box.top + box.height / 2, box.bottom - 2].filter(
      (y) => y >= 0 && y < innerHeight,
    );
    const inline = [...element.getClientRects()];
    const points =
      inline.length > 1
        ? inline.map((rect) => [rect.left + rect.width / 2, rect.top + rect.height / 2])
        : tops.map((y) => [x, y]);
    const free = points.some(([left, top]) => {
      const there = document.elementFromPoint(left, top);
      return (
        there &&
        (element.contains(there) || there.contains(element) || there.closest("label")?.contains(element))
      );
    });
    if (!element.hasAttribute("data-tabbed"))
      element.setAttribute("data-tabbed", String(document.querySelectorAll("[data-tabbed]").length));
    return {
      stop: Number(element.getAttribute("data-tabbed")),
      name: `${element.localName}.${element.getAttribute("class") ?? ""} “${(element.textContent ?? "").trim().slice(0, 40)}”`,
      text: (element.textContent ?? "").trim(),
      href: element.getAttribute("href"),
      drawn,
      seen: inView && free,
    };
  });
}

/**
 * Presses Tab until the focus is where it should be.
 * @param {Page} page
 * @param {string} what
 * @param {(at: NonNullable<Awaited<ReturnType<typeof focus>>>) => boolean | Promise<boolean>} there
 */
export async function tabTo(page, what, there, most = 120) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    const at = await focus(page);
    if (at && (await there(at))) return at;
  }
  assert.fail(`${most} times Tab on ${page.url()} do not lead to ${what}`);
}
