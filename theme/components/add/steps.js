// @ts-check

import { slug } from "./slug.js";

/**
 * Gives a step that has just been described a short name, and lets the step before lead to it: most
 * processes go from step to step, and whoever describes one need not know that the file has ids.
 * @param {Record<string, any>[]} steps
 * @param {number} i
 * @param {(path: (string | number)[], value: any) => void} set
 */
export function linkSteps(steps, i, set) {
  const step = steps[i];
  if (!step?.does || step.id) return;
  const short = slug(step.does).split("-").slice(0, 3).join("-") || "step";
  let id = short;
  for (let n = 2; steps.some((one) => one.id === id); n++) id = `${short}-${n}`;
  set([i, "id"], id);
  if (i > 0 && steps[i - 1].id && !steps[i - 1].next?.length) set([i - 1, "next"], [id]);
}
