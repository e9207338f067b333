import { CONCLUSIONS } from '../sentence.ts';
import type { PooledFigures } from './pooled-schema.ts';

/** Of days or weeks. */
const ANY_TIME = 'at any time';

const whole = (share: number) => Math.round(100 * share);
const inR = (result: number) => `${result < 0 ? '−' : ''}${Math.abs(result).toFixed(2)} R`;

/** Summarizes pooled figures: how many buys, how often they won, what they earned, the every-day baseline, finding. */
export function pooledSentence(figures: Omit<PooledFigures, 'sentence'>): string {
  const { n, effective_n, win_rate, expectancy_r, base_win_rate, base_expectancy_r, finding } = figures;
  if (win_rate === null || expectancy_r === null)
    return `No finished trade. ${CONCLUSIONS.too_few(ANY_TIME)}.`;
  const trades = n === 1 ? '1 buy' : `${n} buys, worth ${effective_n} independent ones`;
  const own = `${trades}: ${whole(win_rate)} % won, ${inR(expectancy_r)} a trade after costs`;
  const base =
    base_win_rate === null || base_expectancy_r === null
      ? ''
      : `; buying ${ANY_TIME} ${whole(base_win_rate)} %, ${inR(base_expectancy_r)}`;
  return `${own}${base}. ${CONCLUSIONS[finding](ANY_TIME)}.`;
}
