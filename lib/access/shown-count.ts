const numbers = new Intl.NumberFormat('en-US');

/** `1,000,000`, as a sentence says it. */
export const shownCount = (count: number): string => numbers.format(count);
