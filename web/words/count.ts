/** `1 step`, `2 steps`; thousands with a comma. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

export const number = (count: number): string => count.toLocaleString('en-US');

/** Prices here are fractions of a cent: as many digits as say something. */
export function usd(amount: number): string {
  if (amount === 0) return '$0';
  const digits = amount >= 1 ? 2 : Math.min(6, Math.max(2, 3 - Math.floor(Math.log10(amount)) - 1));
  return `$${amount.toFixed(digits)}`;
}
