import type { Sourced } from './sourced.ts';

/** Smallest steps of an exchange's prices: each holds from its `from` on, in ascending order, in the quoted unit. */
export interface Ticks extends Sourced {
  steps: readonly { from: number; tick: number }[];
}

/** Set each month by the close of the month before, so near a border the exchange's step may be the next one. */
export const NSE_TICKS: Ticks = {
  steps: [
    { from: 0, tick: 0.01 },
    { from: 250, tick: 0.05 },
    { from: 1000.01, tick: 0.1 },
    { from: 5000.01, tick: 0.5 },
    { from: 10_000.01, tick: 1 },
    { from: 20_000.01, tick: 5 },
  ],
  source:
    'https://fyers.in/notice-board/tick-size-revision-for-nse-derivatives-cash-segment-effective-april-15-2025',
  date: '2025-04-15',
};

export const US_TICKS: Ticks = {
  steps: [
    { from: 0, tick: 0.0001 },
    { from: 1, tick: 0.01 },
  ],
  source: 'https://www.sec.gov/divisions/marketreg/subpenny612faq.htm',
  date: '2006-01-31',
};

/** Of shares outside TOPIX 500; those in it have finer steps, of which these are multiples. */
export const TOKYO_TICKS: Ticks = {
  steps: [
    { from: 0, tick: 1 },
    { from: 3000.01, tick: 5 },
    { from: 5000.01, tick: 10 },
    { from: 30_000.01, tick: 50 },
    { from: 50_000.01, tick: 100 },
    { from: 300_000.01, tick: 500 },
    { from: 500_000.01, tick: 1000 },
    { from: 3_000_000.01, tick: 5000 },
  ],
  source: 'http://www.tse.or.jp/english/rules/equities/dstocks/index.html',
  date: '2014-10-31',
};

/** The step that prices near `price` move in. */
export function tickAt({ steps }: Ticks, price: number): number {
  return steps.findLast(({ from }) => price >= from)?.tick ?? 0;
}

const ROUNDING = { nearest: Math.round, down: Math.floor, up: Math.ceil } as const;

/** A price on the exchange's steps; one that is on a step, but for the noise of floating point, stays there. */
export function onTick(price: number, tick: number, direction: keyof typeof ROUNDING): number {
  const steps = price / tick;
  const near = Math.round(steps);
  const whole = Math.abs(steps - near) < 1e-6 ? near : ROUNDING[direction](steps);
  return Number((whole * tick).toFixed(Math.max(0, Math.ceil(-Math.log10(tick)))));
}
