import { decide } from '../rating/cast.ts';
import type { StoredValues } from '../rating/explain.ts';
import type { Decision } from '../rating/rules.ts';
import type { ValueName } from '../rating/values.ts';
import type { VoteDefinition, VoteId } from '../rating/votes.ts';

/** A number that flips a vote when it crosses a level while everything else stays the same. */
export interface VoteFlip {
  to: Decision;
  /** The number, its current value and the level. */
  number: ValueName;
  now: number;
  level: number;
  /** True if the number has to rise above the level, false if it has to fall below. */
  above: boolean;
  /** Distance from `now` to `level`: for a price as a fraction of the close, else of the number's range. */
  distance: number;
}

/** The numbers of a vote that may move, and the constant levels of its rule. */
interface Moves {
  numbers: readonly ValueName[];
  levels: readonly number[];
}

const CLOSE: Moves = { numbers: ['close'], levels: [] };

/**
 * Votes for which not only the close may move. OBV has none: its magnitude is meaningless, so no distance is "near".
 */
const MOVES: Readonly<Partial<Record<VoteId, Moves>>> = {
  rsi14: { numbers: ['rsi14'], levels: [30, 70] },
  stochastic: { numbers: ['stochastic_k'], levels: [20, 80] },
  cci20: { numbers: ['cci20'], levels: [-100, 100] },
  adx14: { numbers: ['adx14', 'plus_di14'], levels: [20] },
  awesome: { numbers: ['awesome'], levels: [0] },
  momentum10: { numbers: ['momentum10'], levels: [] },
  macd: { numbers: ['macd_line'], levels: [] },
  stochastic_rsi: { numbers: ['close', 'stochastic_rsi_k'], levels: [20, 80] },
  williams_r14: { numbers: ['williams_r14'], levels: [-80, -20] },
  bull_bear_power13: { numbers: ['close', 'bear_power13', 'bull_power13'], levels: [0] },
  ultimate: { numbers: ['ultimate'], levels: [30, 70] },
  obv: { numbers: [], levels: [] },
  cmf20: { numbers: ['cmf20'], levels: [-0.05, 0.05] },
};

/** Width of a number's scale, if it has one; for CCI, the width between its levels. */
const RANGES: Readonly<Partial<Record<ValueName, number>>> = {
  rsi14: 100,
  stochastic_k: 100,
  cci20: 200,
  adx14: 100,
  plus_di14: 100,
  stochastic_rsi_k: 100,
  williams_r14: 100,
  ultimate: 100,
  cmf20: 2,
};

const PRICES: readonly ValueName[] = ['close', 'ema50'];

/** The number's range; without a scale, the largest number of its kind that the vote reads. */
function rangeOf(number: ValueName, names: readonly ValueName[], read: readonly number[]): number {
  if (number === 'close') return read[names.indexOf('close')] ?? Number.NaN;
  const kind = read.filter((_, i) => !PRICES.includes(names[i] ?? 'close'));
  return RANGES[number] ?? Math.max(...kind.map(Math.abs));
}

/** The number placed just past the level, if it is on or before it; null if no vote flips. */
function flipPast(
  id: VoteId,
  read: readonly number[],
  place: number,
  level: number,
  above: boolean,
): Pick<VoteFlip, 'to' | 'now' | 'level' | 'above'> | null {
  const now = read[place] ?? Number.NaN;
  if (above ? now > level : now < level) return null;
  const step = (Math.max(Math.abs(level), Math.abs(now)) || 1) * 1e-9;
  const to = decide(id, read.with(place, above ? level + step : level - step));
  return to === decide(id, read) ? null : { to, now, level, above };
}

/**
 * The nearest level that flips a vote, found by applying the rule with each movable number just past each level. Null
 * if no single number flips it: RSI in mid-range needs a fall and a turn.
 */
export function nearestFlip(
  { id, reads }: VoteDefinition & { id: VoteId },
  values: StoredValues,
): VoteFlip | null {
  const names = reads.map(([name]) => name);
  const read = names.map((name) => values[name] ?? Number.NaN);
  if (read.some(Number.isNaN)) return null;
  const { numbers, levels } = MOVES[id] ?? CLOSE;
  let nearest: VoteFlip | null = null;
  for (const number of numbers) {
    const place = names.indexOf(number);
    const range = rangeOf(number, names, read);
    for (const level of [...levels, ...read.toSpliced(place, 1)]) {
      const flip = flipPast(id, read, place, level, true) ?? flipPast(id, read, place, level, false);
      const distance = flip === null ? Number.NaN : Math.abs(flip.level - flip.now) / range;
      if (flip !== null && distance < (nearest?.distance ?? Number.POSITIVE_INFINITY)) {
        nearest = { ...flip, number, distance };
      }
    }
  }
  return nearest;
}
