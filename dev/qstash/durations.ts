const MS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function sum(text: string, pattern: RegExp): number | null {
  if (!pattern.test(text)) return null;
  let total = 0;
  for (const [, value, unit] of text.matchAll(/(\d+(?:\.\d+)?)(\D+)/g)) {
    total += Number(value) * (MS[unit ?? ''] ?? Number.NaN);
  }
  return Math.round(total);
}

/** Parses `50s` or `1d10h30m` (integers with d h m s), as in request headers, to milliseconds; null if invalid. */
export function parseDuration(text: string): number | null {
  return sum(text.trim(), /^(?:\d{1,9}[smhd])+$/);
}

/** Parses `6m5s` or `250ms` (Go's units ns us ms s m h), as in response headers, to milliseconds; null if invalid. */
export function parseGoDuration(text: string): number | null {
  return sum(text.trim(), /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/);
}
