/** `1 step`, `2 steps`; thousands with a comma. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

export const number = (count: number): string => count.toLocaleString('en-US');

/** A share from 0 to 1: `47 %`, `below 1 %`. */
export function percent(share: number): string {
  const whole = Math.round(100 * share);
  return whole === 0 && share > 0 ? `below 1 %` : `${whole} %`;
}

/** A price in US dollars, three digits of it where it is a fraction of a cent: `$0.000142`, `$0.00015`, `$1.20`. */
export function usd(amount: number): string {
  if (amount === 0) return '$0';
  const places = amount >= 1 ? 2 : Math.min(8, 2 - Math.floor(Math.log10(amount)));
  return `$${amount.toFixed(places).replace(/(\.\d\d\d*?)0+$/, '$1')}`;
}

const KB = 1_000;

/** A file's size: `4.2 MB`. */
export function bytes(size: number): string {
  if (size < KB) return `${size} B`;
  if (size < KB ** 2) return `${Math.round(size / KB)} KB`;
  if (size < KB ** 3) return `${(size / KB ** 2).toFixed(1)} MB`;
  return `${(size / KB ** 3).toFixed(2)} GB`;
}
