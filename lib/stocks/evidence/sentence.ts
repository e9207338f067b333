import type { Evidence } from './evidence-schema.ts';

const whole = (share: number) => Math.round(100 * share);

/** Each finding in words. */
export const CONCLUSIONS: Record<Evidence['finding'], string> = {
  better: 'Better than buying on any day, beyond what chance explains',
  no_edge: 'No measurable edge',
  too_few: 'Too few to tell',
};

function conclusion({ finding, comparisons }: Omit<Evidence, 'sentence'>): string {
  const said = CONCLUSIONS[finding];
  return finding === 'better' && comparisons > 1 ? `${said} in ${comparisons} comparisons.` : `${said}.`;
}

/** Summarizes the evidence: number of trades, win rate, the every-day baseline, conclusion. */
export function sentenceOf(evidence: Omit<Evidence, 'sentence'>): string {
  const { effective_n: n, win_rate, win_rate_low, win_rate_high, base, basis } = evidence;
  const since = basis.from.slice(0, 7);
  const anyDay = base.win_rate === null ? '' : ` buying on any day won ${whole(base.win_rate)} %.`;
  if (win_rate === null || win_rate_low === null || win_rate_high === null) {
    return `No finished trade since ${since};${anyDay || ' none on any other day.'} ${conclusion(evidence)}`;
  }
  const interval = `95 % interval ${whole(win_rate_low)} to ${whole(win_rate_high)} %`;
  const trades = `${n} separate trade${n === 1 ? '' : 's'} since ${since}`;
  return `${trades}: ${whole(win_rate)} % won (${interval});${anyDay} ${conclusion(evidence)}`;
}
