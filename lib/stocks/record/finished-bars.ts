import type { BarsToRate } from '../bars/bars-to-rate.ts';
import { withoutLast } from '../bars/without-last.ts';
import type { DailyBars } from '../market/market.ts';

type Rated = Pick<BarsToRate, 'bar' | 'bars' | 'present'>;

/** Whether the last of the rated bars may still change, since the latest was asked for. */
export const isOnUnfinished = ({ bar, present }: Rated): boolean => bar === 'unfinished' && present === null;

/** The bars that can settle a plan: without the last one while it may still change. */
export const finishedBars = (rated: Rated): DailyBars =>
  isOnUnfinished(rated) ? withoutLast(rated.bars) : rated.bars;
