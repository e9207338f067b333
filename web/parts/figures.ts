import { counted as countedWhole, number } from '../words/count.ts';

const THIN = ' ';

/** `0.4712` → `47 %` */
export const percent = (share: number): string => `${Math.round(100 * share)}${THIN}%`;

/** In whole numbers: `10000.4` → `10,000` */
export const count = (value: number): string => number(Math.round(value));

/** `1`, `trade` → `1 trade`; `2`, `trade` → `2 trades` */
export const counted = (value: number, noun: string): string => countedWhole(Math.round(value), noun);

/** A price in US dollars with as many places as tell something: `$0.000031`, `$1.20`. */
export function usd(value: number): string {
  if (value === 0) return '$0';
  const places = value >= 1 ? 2 : Math.min(8, 1 - Math.floor(Math.log10(value)));
  const text = value.toFixed(Math.max(2, places));
  return `$${text.replace(/(\.\d\d\d*?)0+$/, '$1')}`;
}

/** A price of a security: as many places as prices of its size have. */
export function price(value: number): string {
  const places = Math.abs(value) >= 1 || value === 0 ? 2 : 5;
  return new Intl.NumberFormat('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: places,
  }).format(value);
}

/** In units of the risk: `−0.09 R`. */
export const inRisk = (value: number): string => `${signed(value)}${THIN}R`;

/** With a sign that is as wide as a digit: `−0.09`, `+0.10`. */
export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

const KB = 1_000;

/** A file's size as people read it: `4.2 MB`. */
export function bytes(size: number): string {
  if (size < KB) return `${size}${THIN}B`;
  if (size < KB ** 2) return `${Math.round(size / KB)}${THIN}KB`;
  if (size < KB ** 3) return `${(size / KB ** 2).toFixed(1)}${THIN}MB`;
  return `${(size / KB ** 3).toFixed(2)}${THIN}GB`;
}

/** How long something took: `0.8 s`, `12 s`, `3 min 5 s`. */
export function lasted(ms: number): string {
  if (ms < 10_000) return `${(ms / 1_000).toFixed(1)}${THIN}s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds}${THIN}s`;
  return `${Math.floor(seconds / 60)}${THIN}min ${seconds % 60}${THIN}s`;
}
