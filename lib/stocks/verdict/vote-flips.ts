import { decide } from '../rating/cast.ts';
import type { StoredValues } from '../rating/explain.ts';
import type { Decision, Rule } from '../rating/rules.ts';
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

const CLOSE: readonly ValueName[] = ['close'];

/**
 * The numbers that may move where it is not the close alone. OBV has none: its magnitude is meaningless, so no distance
 * is "near".
 */
const MOVES: Readonly<Partial<Record<VoteId, readonly ValueName[]>>> = {
  rsi14: ['rsi14'],
  stochastic: ['stochastic_k'],
  cci20: ['cci20'],
  adx14: ['adx14', 'plus_di14'],
  awesome: ['awesome'],
  momentum10: ['momentum10'],
  macd: ['macd_line'],
  stochastic_rsi: ['close', 'stochastic_rsi_k'],
  williams_r14: ['williams_r14'],
  bull_bear_power13: ['close', 'bear_power13', 'bull_power13'],
  ultimate: ['ultimate'],
  obv: [],
  cmf20: ['cmf20'],
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
  rule: Rule,
  read: readonly number[],
  place: number,
  level: number,
  above: boolean,
): Pick<VoteFlip, 'to' | 'now' | 'level' | 'above'> | null {
  const now = read[place] ?? Number.NaN;
  if (above ? now > level : now < level) return null;
  const step = (Math.max(Math.abs(level), Math.abs(now)) || 1) * 1e-9;
  const to = decide(rule, read.with(place, above ? level + step : level - step));
  return to === decide(rule, read) ? null : { to, now, level, above };
}

/**
 * The nearest level that flips a vote, found by applying the rule with each movable number just past each level. Null
 * if no single number flips it: RSI in mid-range needs a fall and a turn.
 */
export function nearestFlip(
  { id, reads, thresholds = {} }: VoteDefinition & { id: VoteId },
  rule: Rule,
  values: StoredValues,
): VoteFlip | null {
  const names = reads.map(([name]) => name);
  const read = names.map((name) => values[name] ?? Number.NaN);
  if (read.some(Number.isNaN)) return null;
  const levels = Object.values(thresholds);
  let nearest: VoteFlip | null = null;
  for (const number of MOVES[id] ?? CLOSE) {
    const place = names.indexOf(number);
    const range = rangeOf(number, names, read);
    for (const level of [...levels, ...read.toSpliced(place, 1)]) {
      const flip = flipPast(rule, read, place, level, true) ?? flipPast(rule, read, place, level, false);
      const distance = flip === null ? Number.NaN : Math.abs(flip.level - flip.now) / range;
      if (flip !== null && distance < (nearest?.distance ?? Number.POSITIVE_INFINITY)) {
        nearest = { ...flip, number, distance };
      }
    }
  }
  return nearest;
}
