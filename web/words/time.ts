const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const DAY_OF_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** A time as people here read it: `14:42:51`, with its day unless that is today. Both in ms since 1970. */
export function clock(ms: number, nowMs: number): string {
  const [at, now] = [new Date(ms), new Date(nowMs)];
  if (at.toDateString() === now.toDateString()) return CLOCK.format(at);
  const day = at.getFullYear() === now.getFullYear() ? DAY : DAY_OF_YEAR;
  return `${day.format(at)}, ${CLOCK.format(at).slice(0, 5)}`;
}

const UNITS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** How long something took, in the two units that matter: `810 ms`, `3.1 s`, `2 min 5 s`, `1 h 3 min`. */
export function lasted(ms: number): string {
  const given = Math.max(0, ms);
  if (given < 1_000) return `${Math.round(given)} ms`;
  if (given < 9_950) return `${(given / 1_000).toFixed(1)} s`;
  let left = Math.round(given / 1_000);
  const parts = UNITS.flatMap(([seconds, unit]) => {
    const count = Math.floor(left / seconds);
    left -= count * seconds;
    return [{ count, unit }];
  });
  const first = parts.findIndex(({ count }) => count > 0);
  const shown = parts.slice(first, first + 2).filter(({ count }) => count > 0);
  return shown.map(({ count, unit }) => `${count} ${unit}`).join(' ');
}

/** What is left until something, in whole seconds: `12 s`, `4 min 10 s`. */
export const left = (ms: number): string => (ms < 1_000 ? '1 s' : lasted(Math.ceil(ms / 1_000) * 1_000));
