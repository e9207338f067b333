import type { Box } from '../pdf/page.ts';
import { sameEnds } from './rule-frames.ts';
import type { Rule } from './rulings.ts';

/** Rules that part the rows of one table, at least. */
const FEWEST = 4;
/** Points between two of them, at most; and how many times the usual distance. */
const APART = { most: 160, usual: 5 } as const;

/** Areas of rows that rules part: many rules of the same ends, none much farther from the next than usual. */
export function ruleRows(horizontal: readonly Rule[]): Box[] {
  return sameEnds(horizontal).flatMap((rules) => {
    const steps = rules.slice(1).map((rule, at) => rule.at - (rules[at]?.at ?? rule.at));
    const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
    const most = Math.min(APART.most, APART.usual * usual);
    const areas: Box[] = [];
    let from = 0;
    for (let at = 0; at < rules.length; at++) {
      if (at + 1 < rules.length && (steps[at] ?? 0) <= most) continue;
      const [first, last] = [rules[from], rules[at]];
      if (first && last && at - from + 1 >= FEWEST)
        areas.push({ x0: first.from, x1: first.to, y0: first.at, y1: last.at });
      from = at + 1;
    }
    return areas;
  });
}
