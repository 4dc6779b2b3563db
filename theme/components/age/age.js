// @ts-check
/**
 * Pages hold absolute dates, so that they are the same on any day. What depends on
 * today is added here: how old a figure is, and that a review is overdue. A site that
 * nobody rebuilds ages honestly, too. Without this script the dates stand alone.
 */

/**
 * Whole years between a date ("2019", "2019-06", "2019-06-28") and a day, counted from
 * the last day of what it stands for, so that nothing is called older than it is. The
 * report counts in the same way: internal/insight.
 * @param {string} date
 * @param {Date} now
 * @returns {number}
 */
export function years(date, now) {
  const [year, month = 12, day = new Date(year, month, 0).getDate()] = date.split("-").map(Number);
  const early = now.getMonth() + 1 < month || (now.getMonth() + 1 === month && now.getDate() < day);
  return now.getFullYear() - year - (early ? 1 : 0);
}

/**
 * @param {Document} page
 * @param {Date} now
 */
export function mark(page, now) {
  const old = Number(page.body.dataset.oldAfter);
  // Not by find/dom.js: every page would load all of it before anybody searches.
  const forms = JSON.parse(page.body.dataset.old ?? "{}");
  const plural = new Intl.PluralRules(page.documentElement.lang);
  for (const time of page.querySelectorAll("time[data-age]")) {
    const age = years(time.getAttribute("datetime") ?? "", now);
    if (!(age >= old)) continue;
    time.classList.add("aged");
    const words = page.createElement("span");
    words.textContent = `, ${(forms[plural.select(age)] ?? forms.other).replace("{n}", String(age))}`;
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
