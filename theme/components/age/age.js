// @ts-check
/**
 * Pages hold absolute dates, so that they are the same on any day. What depends on
 * today is added here: how old a figure is, and that a review is overdue. A site that
 * nobody rebuilds ages honestly, too. Without this script the dates stand alone.
 */

/** From how many years on a figure is called old. */
const OLD = 3;

/**
 * Whole years between a date ("2019", "2019-06", "2019-06-28") and a day. A date
 * without its month counts from the end of its year, so that nothing is called older
 * than it is.
 * @param {string} date
 * @param {Date} now
 * @returns {number}
 */
export function years(date, now) {
  const [year, month = 12, day = 28] = date.split("-").map(Number);
  const then = new Date(year, month - 1, day);
  let age = now.getFullYear() - year;
  if (new Date(now.getFullYear(), then.getMonth(), then.getDate()) > now) age--;
  return age;
}

/**
 * @param {Document} page
 * @param {Date} now
 */
export function mark(page, now) {
  for (const time of page.querySelectorAll("time[data-age]")) {
    const age = years(time.getAttribute("datetime") ?? "", now);
    if (!(age >= OLD)) continue;
    time.classList.add("aged");
    const words = page.createElement("span");
    words.textContent = `, ${(page.body.dataset.old ?? "{1}").replace("{1}", String(age))}`;
    words.className = time.closest(".margin, .strength") ? "" : "unseen";
    time.append(words);
  }
  for (const due of page.querySelectorAll("[data-due]")) {
    const [year, month] = (due.getAttribute("data-due") ?? "").split("-").map(Number);
    if (!year || new Date(year, month, 1) > now) continue;
    due.classList.add("aged");
    due.prepend(`${page.body.dataset.overdue} `);
  }
}

if (typeof document !== "undefined") mark(document, new Date());
