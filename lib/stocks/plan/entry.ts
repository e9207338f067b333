import type { EntryStyle } from '../rating/strategies.ts';

/** Price levels that may act as support; null or NaN if an indicator has no value. */
export interface Supports {
  /** Also the middle Bollinger band, which is the same average. */
  sma20: number | null;
  ema50: number | null;
  /** Lowest low of the last 20 bars, including this one. */
  low20: number | null;
}

export type EntryCode = (typeof ENTRY_CODES)[number];

/** Where a plan enters, for the reader. */
export const ENTRY_REASONS: Readonly<Record<EntryCode, string>> = {
  close: 'Entry at the last close.',
  no_support: 'Entry at the last close: there is no support within 1 ATR below it.',
  sma20: 'Entry at SMA 20, the nearest support within 1 ATR below the close.',
  ema50: 'Entry at EMA 50, the nearest support within 1 ATR below the close.',
  low20: 'Entry at the lowest low of 20 bars, the nearest support within 1 ATR below the close.',
};

const SUPPORTS = ['sma20', 'ema50', 'low20'] as const satisfies readonly (keyof Supports)[];

/** Possible values of a result's `entry_reason`. */
export const ENTRY_CODES = ['close', 'no_support', ...SUPPORTS] as const;

/**
 * The last close or, for style `support`, the highest support at most 1 ATR below it.
 * @param close above 0. @param atr ATR 14, in price units.
 */
export function entryAt(
  style: EntryStyle,
  close: number,
  atr: number,
  supports: Supports,
): { price: number; code: EntryCode } {
  if (style === 'close') return { price: close, code: 'close' };
  let found: { price: number; code: EntryCode } | null = null;
  for (const code of SUPPORTS) {
    const price = supports[code];
    if (price === null || !(price < close && close - price <= atr)) continue;
    if (found === null || price > found.price) found = { price, code };
  }
  return found ?? { price: close, code: 'no_support' };
}
