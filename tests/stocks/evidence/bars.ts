import type { WalkForwardRequest } from '../../../lib/stocks/evidence/walk-forward.ts';

/** Open, high, low, close. */
export type Bar = readonly [number, number, number, number];

/** A bar on which nothing happens to a trade that was entered at 100. */
export const QUIET: Bar = [100, 101, 99, 100];

export interface Asked {
  buys?: readonly number[];
  dividends?: Readonly<Record<number, number>>;
  exit?: Partial<WalkForwardRequest['exit']>;
  costs?: Partial<WalkForwardRequest['costs']>;
  atr?: readonly number[];
  comparisons?: number;
}

/** Bars from 2024-01-01 on, ATR 5 all along: without costs, an entry at 100 has its stop at 90, its target at 115. */
export function requestOf(bars: readonly Bar[], asked: Asked = {}): WalkForwardRequest {
  const column = (i: 0 | 1 | 2 | 3) => Float64Array.from(bars, (bar) => bar[i]);
  return {
    dates: bars.map((_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    dividends: Float64Array.from(bars, (_, i) => asked.dividends?.[i] ?? 0),
    atr: Float64Array.from(bars, (_, i) => asked.atr?.[i] ?? 5),
    buys: Uint8Array.from(bars, (_, i) => ((asked.buys ?? [0]).includes(i) ? 1 : 0)),
    firstBar: 0,
    exit: { stopAtrs: 2, riskReward: 1.5, maxBars: 4, ...asked.exit },
    costs: { feePercent: 0, slippagePercent: 0, ...asked.costs },
    comparisons: asked.comparisons ?? 1,
  };
}

/** A year-long walk of `n` bars from a seed (mulberry32), the same on every machine. */
export function walk(seed: number, n: number): Bar[] {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
  let price = 100;
  return Array.from({ length: n }, () => {
    const open = price * (1 + 0.02 * (random() - 0.5));
    const close = open * (1 + 0.08 * (random() - 0.5));
    price = close;
    const high = Math.max(open, close) * (1 + 0.02 * random());
    return [open, high, Math.min(open, close) * (1 - 0.02 * random()), close];
  });
}
