// Answers questions about dates as the browser does: {date, due, on} → {age, old, overdue}.
import { createInterface } from "node:readline";
import { mark, years } from "../../../theme/components/age/age.js";

/** A page with one date and one review, of which only what age.js touches exists. */
function page({ date, due, oldAfter }) {
  const part = (attributes) => ({
    aged: false,
    classList: {
      add() {
        this.of.aged = true;
      },
    },
    getAttribute: (name) => attributes[name],
    closest: () => null,
    append() {},
    prepend() {},
  });
  const time = part({ datetime: date }),
    review = part({ "data-due": due });
  time.classList.of = time;
  review.classList.of = review;
  return {
    time,
    review,
    documentElement: { lang: "en" },
    body: { dataset: { oldAfter: String(oldAfter), old: '{"other":"{n} years old"}' } },
    createElement: () => ({}),
    querySelectorAll: (selector) => (selector.startsWith("time") ? [time] : [review]),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  const [year, month, day] = question.on.split("-").map(Number);
  const now = new Date(year, month - 1, day, 12);
  const shown = page(question);
  mark(shown, now);
  console.log(
    JSON.stringify({ age: years(question.date, now), old: shown.time.aged, overdue: shown.review.aged }),
  );
}
