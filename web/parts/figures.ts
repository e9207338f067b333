import { number } from '../words/count.ts';

/** In whole numbers: `10000.4` → `10,000` */
export const count = (value: number): string => number(Math.round(value));

/** A price of a security: as many places as prices of its size have. */
export function price(value: number): string {
  const places = Math.abs(value) >= 1 || value === 0 ? 2 : 5;
  return new Intl.NumberFormat('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: places,
  }).format(value);
}

/** In units of the risk: `−0.09 R`. */
export const inRisk = (value: number): string => `${signed(value)} R`;

/** With a sign that is as wide as a digit: `−0.09`, `+0.10`. */
export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
