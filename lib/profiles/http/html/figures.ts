const LABELS: Readonly<Record<string, string>> = {
  mtld: 'MTLD',
  p25: '25th percentile',
  p75: '75th percentile',
  iqr: 'Interquartile range',
  p_corrected: 'p, corrected',
};

/** `posts_per_week` as "Posts per week". */
export function labelOf(name: string): string {
  const known = Object.hasOwn(LABELS, name) ? LABELS[name] : undefined;
  if (known !== undefined) return known;
  const words = name.replaceAll('_', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

const withCommas = (whole: string): string => whole.replace(/\B(?=(\d{3})+$)/g, ',');

/** Formats fractions with three significant digits, and whole numbers with commas from 10,000. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const near = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return Number.isSafeInteger(near) && Math.abs(near) >= 10_000 ? withCommas(String(near)) : String(near);
}

/** Whether a value from 0 to 1 is a share, judging by its name. */
export const isShare = (name: string, value: unknown): value is number =>
  /(^|_)share(_|$)/.test(name) && typeof value === 'number' && value >= 0 && value <= 1;

export const percent = (share: number): string => `${figure(share * 100)} %`;

/** Formats ISO 8601 as "2024-06-03 02:00:00 UTC"; leaves other text unchanged. */
export const instant = (iso: string): string =>
  iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/, '$1 $2 UTC');
