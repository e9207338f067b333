import type { PricesAndVolume } from '../../lib/stocks/indicators/bars.ts';
import { firstBars } from './bars.ts';

/** Columns of the bars' length that are a function of the bars. */
export type Compute = (bars: PricesAndVolume) => Readonly<Record<string, ArrayLike<number | null>>>;

/**
 * Computes the columns anew on the bars up to each `t` of `at` and compares every value that then stands, to
 * the last bit, with that of the whole series. Names each column that differs, with the first `t` to show it.
 */
export function lookAheads(compute: Compute, bars: PricesAndVolume, at: readonly number[]): string[] {
  const whole = compute(bars);
  const found = new Map<string, number>();
  for (const t of at) {
    const known = compute(firstBars(bars, t + 1));
    for (const [name, column] of Object.entries(whole)) {
      const then = known[name];
      const same = then?.length === t + 1 && everyBarSame(then, column);
      if (!same && !found.has(name)) found.set(name, t);
    }
  }
  return [...found].map(([name, t]) => `${name} at ${t}`);
}

function everyBarSame(then: ArrayLike<number | null>, now: ArrayLike<number | null>): boolean {
  for (let i = 0; i < then.length; i++) if (!Object.is(then[i], now[i])) return false;
  return true;
}
