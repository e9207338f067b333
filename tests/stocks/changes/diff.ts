import type { StoredBars } from '../../../lib/stocks/results/packed-bars.ts';

/** A stored result with its bars. */
export interface Stored {
  ticker: string;
  verdict: string;
  evidence: string | null;
  asOf: string;
  entry: number | null;
  stop: number | null;
  target: number | null;
  timeLimitBars: number | null;
  bars: StoredBars;
}

interface Followed {
  asOf: string;
  entry: number;
  stop: number;
  target: number;
  bars: number;
}

/** `verdict Buy→Neutral`, `stop_touched 2018-01-31` */
export type Difference = string;

const isTooFew = (evidence: string | null) => (evidence === 'too_few' ? 'too_few' : 'enough');

const planOf = ({ asOf, entry, stop, target, timeLimitBars: bars }: Stored): Followed | null =>
  entry === null || stop === null || target === null || bars === null
    ? null
    : { asOf, entry, stop, target, bars };

/** Walks day by day; unlike the service it knows nothing but the plan and the bars. */
function fateOf(plan: Followed, { dates, open, high, low }: StoredBars) {
  let enteredOn: string | null = null;
  let n = 0;
  for (const [i, day] of dates.entries()) {
    if (day <= plan.asOf) continue;
    n++;
    if (n > plan.bars) return { enteredOn, end: null, isOver: true };
    const [o = 0, h = 0, l = 0] = [open[i], high[i], low[i]];
    const wasIn = enteredOn !== null || o <= plan.entry;
    if (enteredOn === null && l <= plan.entry) enteredOn = day;
    if (l <= plan.stop) return { enteredOn, end: `stop_touched ${day}`, isOver: true };
    if (wasIn && h >= plan.target) return { enteredOn, end: `target_touched ${day}`, isOver: true };
  }
  return { enteredOn, end: null, isOver: false };
}

function labels(before: Stored | undefined, { verdict, evidence }: Stored): Difference[] {
  if (!before) return [];
  const [was, is] = [isTooFew(before.evidence), isTooFew(evidence)];
  return [
    ...(was === is ? [] : [`evidence ${was}→${is}`]),
    ...(before.verdict === verdict ? [] : [`verdict ${before.verdict}→${verdict}`]),
  ];
}

/** What differs from each result of a ticker to the next, the results in order. */
export function diffs(results: readonly Stored[]): Difference[][] {
  let plan: Followed | null = null;
  let enteredOn: string | null = null;
  return results.map((result, i) => {
    const found = labels(results[i - 1], result);
    const fate = plan && fateOf(plan, result.bars);
    if (fate?.enteredOn && enteredOn === null) found.push(`entry_touched ${fate.enteredOn}`);
    if (fate?.end) found.push(fate.end);
    enteredOn = fate?.enteredOn ?? null;
    if (fate === null || fate.isOver) {
      plan = planOf(result);
      enteredOn = null;
    }
    return found.sort();
  });
}
