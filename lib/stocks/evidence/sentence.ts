import { BAR_NAMES } from '../bars/intervals.ts';
import type { Evidence } from './evidence-schema.ts';

const whole = (share: number) => Math.round(100 * share);

type Told = Omit<Evidence, 'sentence'>;

/** `on any day`, `in any other week` */
function anyTime({ basis }: Told, any = 'any'): string {
  const name = BAR_NAMES[basis.interval ?? '1d'];
  return `${name === 'day' ? 'on' : 'in'} ${any} ${name}`;
}

/** Each finding in words. @param time with which it is compared: `on any day`. */
export const CONCLUSIONS: Record<Evidence['finding'], (time: string) => string> = {
  better: (time) => `Better than buying ${time}, beyond what chance explains`,
  no_edge: () => 'No measurable edge',
  too_few: () => 'Too few to tell',
};

function conclusion(evidence: Told): string {
  const { finding, comparisons } = evidence;
  const said = CONCLUSIONS[finding](anyTime(evidence));
  return finding === 'better' && comparisons > 1 ? `${said} in ${comparisons} comparisons.` : `${said}.`;
}

/** Summarizes the evidence: number of trades, win rate, the every-day baseline, conclusion. */
export function sentenceOf(evidence: Told): string {
  const { effective_n: n, win_rate, win_rate_low, win_rate_high, base, basis } = evidence;
  const since = basis.from.slice(0, 7);
  const anyDay = base.win_rate === null ? '' : ` buying ${anyTime(evidence)} won ${whole(base.win_rate)} %.`;
  if (win_rate === null || win_rate_low === null || win_rate_high === null) {
    return `No finished trade since ${since};${anyDay || ` none ${anyTime(evidence, 'any other')}.`} ${conclusion(evidence)}`;
  }
  const interval = `95 % interval ${whole(win_rate_low)} to ${whole(win_rate_high)} %`;
  const trades = `${n} separate trade${n === 1 ? '' : 's'} since ${since}`;
  return `${trades}: ${whole(win_rate)} % won (${interval});${anyDay} ${conclusion(evidence)}`;
}
