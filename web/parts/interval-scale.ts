/** An estimate that is never shown alone: its interval, what it is compared with, and how much it rests on. */
export interface Estimate {
  /** Null where there is nothing to estimate from; then nothing is drawn. */
  value: number | null;
  low: number | null;
  high: number | null;
  /** What holds without what is being judged; null if there is none. */
  base?: number | null;
  /** Observations that the interval rests on. */
  n: number;
}

/** Where to draw it, in percent of the width. */
export interface Drawn {
  from: number;
  to: number;
  at: number;
  base: number | null;
}

export interface Scale {
  min: number;
  max: number;
}

export const SHARES: Scale = { min: 0, max: 1 };

/** Places on a scale; what lies beyond its ends stands at them. Null if the estimate is not known. */
export function placed({ value, low, high, base = null }: Estimate, { min, max }: Scale): Drawn | null {
  if (value === null || low === null || high === null) return null;
  const place = (x: number) => Math.round(1_000 * Math.min(1, Math.max(0, (x - min) / (max - min)))) / 10;
  return { from: place(low), to: place(high), at: place(value), base: base === null ? null : place(base) };
}

export interface Words {
  /** Of one figure, e.g. `47 %`. */
  format: (value: number) => string;
  /** What was counted, e.g. `separate trades`. */
  of: string;
  /** What `base` is, e.g. `a trade on any day`. */
  baseIs?: string;
}

/** The same in words: what a bar says to those who do not see it. */
export function inWords(estimate: Estimate, { format, of, baseIs = 'base rate' }: Words): string {
  const { value, low, high, base = null, n } = estimate;
  if (value === null || low === null || high === null)
    return n === 0 ? `Not known: no ${of}.` : `Not known, from ${n} ${of}.`;
  const compared = base === null ? '' : `; ${baseIs} ${format(base)}`;
  return `${format(value)}, 95 % interval ${format(low)} to ${format(high)}, from ${n} ${of}${compared}.`;
}
