import { z } from 'zod';
import { day, figure } from '../words/figures.ts';
import { featureOf } from '../words/names.ts';
import { comparisonsSchema, differs } from '../words/reactions.ts';
import { html, type Markup } from './markup.ts';

/** Pictures are drawn at the width of a phone, so that their letters keep their size there. */
const WIDTH = 340;
export const point = (value: number): string => String(Number(value.toFixed(2)));
const MONTH = /^\d{4}-\d\d$/;
const monthsSchema = z.array(z.object({ month: z.string().regex(MONTH), posts: z.number() })).min(1);
const MOST_MONTHS = 240;

function picture(label: string, height: number, parts: Markup): Markup {
  return html`<svg class="picture" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">${parts}</svg>`;
}

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
const monthName = (number: number): string =>
  day(`${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`);

/** Posts by month as columns; a month without posts is a gap. */
export function monthsPicture(value: unknown): Markup | null {
  const parsed = monthsSchema.safeParse(value);
  if (!parsed.success) return null;
  const at = parsed.data.map(({ month, posts }) => ({ number: monthNumber(month), posts }));
  const numbers = at.map(({ number }) => number);
  const last = Math.max(...numbers);
  const first = Math.max(Math.min(...numbers), last - MOST_MONTHS + 1);
  const most = Math.max(...at.map(({ posts }) => posts), 1);
  const step = WIDTH / (last - first + 1);
  const wide = Math.min(28, Math.max(step - Math.min(2, step / 4), 0.6));
  const bars = at
    .filter(({ number }) => number >= first)
    .map(({ number, posts }) => {
      const high = (64 * posts) / most;
      return html`<rect class="mark" x="${point((number - first) * step)}" y="${point(80 - high)}" width="${point(wide)}" height="${point(high)}"/>`;
    });
  const end =
    last === first ? html`` : html`<text x="${WIDTH}" y="94" text-anchor="end">${monthName(last)}</text>`;
  return picture(
    `Posts by month, at most ${figure(most)}`,
    98,
    html`<text x="0" y="10">${figure(most)}</text><line class="hair" x1="24" x2="${WIDTH}" y1="7" y2="7"/>${bars}<line class="axis" x1="0" x2="${WIDTH}" y1="80.5" y2="80.5"/><text x="0" y="94">${monthName(first)}</text>${end}`,
  );
}

const heatSchema = z.object({
  rows: z.array(z.string().regex(/^[a-z]+$/)),
  counts: z.array(z.array(z.number())),
});
const SHADES = 5;
const CELL = 12.5;
const LEFT = 36;

/** Posts by weekday and hour as five shades. */
export function heatPicture(value: unknown): Markup | null {
  const parsed = heatSchema.safeParse(value);
  if (!parsed.success) return null;
  const { rows, counts } = parsed.data;
  const most = counts.flat().reduce((largest, posts) => Math.max(largest, posts), 1);
  const cells = counts.slice(0, 7).flatMap((row, line) =>
    row.slice(0, 24).map((posts, hour) => {
      const shade = Math.min(SHADES, Math.max(0, Math.ceil((SHADES * posts) / most)));
      return html`<rect class="h${shade}" x="${point(LEFT + hour * CELL)}" y="${line * 13}" width="11.5" height="12"/>`;
    }),
  );
  const names = rows
    .slice(0, 7)
    .map(
      (name, line) =>
        html`<text x="0" y="${line * 13 + 10}">${name.slice(0, 1).toUpperCase()}${name.slice(1, 3)}</text>`,
    );
  const hours = [0, 6, 12, 18].map(
    (hour) => html`<text x="${point(LEFT + hour * CELL)}" y="104">${String(hour).padStart(2, '0')}:00</text>`,
  );
  return picture(
    `Posts by weekday and hour, at most ${figure(most)} in an hour`,
    108,
    html`${names}${cells}${hours}`,
  );
}

interface Spread {
  p25: number;
  median: number;
  p75: number;
}

/** The middle half of some values as a bar, the middle value as a tick. */
export function spreadPicture({ p25, median, p75 }: Spread, unit: string): Markup {
  const end = Math.max(p75 * 1.35, 1e-9);
  const x = (value: number): number => (WIDTH * Math.max(0, value)) / end;
  const wide = Math.max(x(p75) - x(p25), 2);
  const label = `Half of the values lie between ${figure(p25)} and ${figure(p75)} ${unit}, the middle one is ${figure(median)}`;
  return picture(
    label,
    36,
    html`<line class="axis" x1="0" x2="${WIDTH}" y1="12" y2="12"/><rect class="range" x="${point(x(p25))}" y="5" width="${point(wide)}" height="14"/><rect class="mark" x="${point(Math.max(0, x(median) - 1.5))}" y="2" width="3" height="20"/><text x="0" y="34">0</text><text x="${point(Math.min(Math.max(x(median), 14), WIDTH - 40))}" y="34">${figure(median)} ${unit}</text>`,
  );
}

/** Rates of compared features with their intervals, on a logarithmic scale around "the same". */
export function comparisonPicture(value: unknown): Markup | null {
  const parsed = comparisonsSchema.safeParse(value);
  if (!parsed.success || parsed.data.comparisons.length === 0) return null;
  const { comparisons, measure } = parsed.data;
  const log = (ratio: number): number => Math.log2(Math.min(8, Math.max(1 / 8, ratio)));
  const far = Math.max(
    1,
    ...comparisons.flatMap(({ ratio_of_count_plus_1: r }) => [Math.abs(log(r.low)), Math.abs(log(r.high))]),
  );
  const x = (ratio: number): number => WIDTH / 2 + (log(ratio) / far) * (WIDTH / 2 - 4);
  const rows = comparisons.map((row, at) => {
    const { value: middle, low, high } = row.ratio_of_count_plus_1;
    const y = 26 + at * 30;
    return html`<text x="0" y="${y}">${featureOf(row.what)}</text><rect class="${differs(row) ? 'mark' : 'range'}" x="${point(x(low))}" y="${y + 6}" width="${point(Math.max(2, x(high) - x(low)))}" height="6"/><rect class="tick" x="${point(x(middle) - 1)}" y="${y + 3}" width="2" height="12"/>`;
  });
  const high = 26 + comparisons.length * 30;
  return picture(
    `How many times the ${measure} of other posts`,
    high,
    html`<text x="0" y="10">fewer ${measure}</text><text x="${WIDTH}" y="10" text-anchor="end">more ${measure}</text>${rows}<line class="axis" x1="${WIDTH / 2}" x2="${WIDTH / 2}" y1="4" y2="${high - 4}"/>`,
  );
}

const forecastSchema = z.object({
  posts: z.number(),
  interval: z.object({ low: z.number(), high: z.number() }),
});

/** A forecast as its interval. */
export function forecastPicture(value: unknown): Markup | null {
  const parsed = forecastSchema.safeParse(value);
  if (!parsed.success) return null;
  const { posts, interval } = parsed.data;
  return spreadPicture({ p25: interval.low, median: posts, p75: interval.high }, 'posts');
}

const trendSchema = z.object({
  months: z.array(z.object({ month: z.string().regex(MONTH), mean: z.number() })).min(2),
});

/** Mean tone by month as a line, from -1 to 1. */
export function trendPicture(value: unknown): Markup | null {
  const parsed = trendSchema.safeParse(value);
  if (!parsed.success) return null;
  const { months } = parsed.data;
  const x = (at: number): number => 4 + (at * (WIDTH - 8)) / (months.length - 1);
  const y = (mean: number): number => 42 - 32 * Math.max(-1, Math.min(1, mean));
  const line = months.map(({ mean }, at) => `${point(x(at))},${point(y(mean))}`).join(' ');
  const dots = months.map(
    ({ mean }, at) => html`<circle class="mark" cx="${point(x(at))}" cy="${point(y(mean))}" r="2.5"/>`,
  );
  const [first, last] = [months[0]?.month ?? '', months.at(-1)?.month ?? ''];
  return picture(
    'Mean tone by month, from −1 to 1',
    98,
    html`<text x="0" y="10">positive</text><text x="0" y="80">negative</text><line class="axis" x1="0" x2="${WIDTH}" y1="42" y2="42"/><polyline class="line" points="${line}"/>${dots}<text x="0" y="94">${day(first)}</text><text x="${WIDTH}" y="94" text-anchor="end">${day(last)}</text>`,
  );
}
