import { z } from 'zod';
import { count, day, figure, percent } from '../words/figures.ts';
import { featureOf } from '../words/names.ts';
import { comparisonsSchema, differs } from '../words/reactions.ts';
import type { Citations } from './citations.ts';
import { html, type Markup } from './markup.ts';
import { linked, picture, point, WIDTH } from './picture.ts';

const MONTH = /^\d{4}-\d\d$/;
const monthsSchema = z.array(z.object({ month: z.string().regex(MONTH), posts: z.number() })).min(1);
const MOST_MONTHS = 240;

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
const monthKey = (number: number): string =>
  `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
const monthName = (number: number): string => day(monthKey(number));

/** Posts by month as columns; a month without posts is a gap. */
export function monthsPicture(value: unknown, _: string, { places }: Citations): Markup | null {
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
      const [x, high] = [point((number - first) * step), (64 * posts) / most];
      const name = `${monthName(number)}: ${count(posts, 'post')}`;
      const bar = html`<rect class="mark" x="${x}" y="${point(80 - high)}" width="${point(wide)}" height="${point(high)}"/>`;
      const area = html`<rect class="area" x="${x}" y="10" width="${point(step)}" height="71"/>`;
      return linked(places.month(monthKey(number)), name, html`${bar}${area}`);
    });
  const end =
    last === first ? html`` : html`<text x="${WIDTH}" y="94" text-anchor="end">${monthName(last)}</text>`;
  return picture(
    { label: 'Posts by month', caption: html`Posts in each month, at most ${figure(most)}.`, height: 98 },
    html`<text x="0" y="10">${figure(most)}</text><line class="hair" x1="24" x2="${WIDTH}" y1="7" y2="7"/>${bars}<line class="axis" x1="0" x2="${WIDTH}" y1="80.5" y2="80.5"/><text x="0" y="94">${monthName(first)}</text>${end}`,
  );
}

interface Spread {
  p25: number;
  median: number;
  p75: number;
}

/** What is measured, in the singular, and of what, in the plural. */
export interface Measured {
  one: string;
  many?: string;
  of: string;
}

function rangePicture(
  { p25, median, p75 }: Spread,
  { one, many = `${one}s`, of }: Measured,
  caption: Markup,
): Markup {
  const end = Math.max(p75 * 1.35, 1e-9);
  const x = (value: number): number => (WIDTH * Math.max(0, value)) / end;
  const wide = Math.max(x(p75) - x(p25), 2);
  const label = `${figure(p25)} to ${count(p75, one, many)}, the middle of all ${of} is ${figure(median)}`;
  return picture(
    { label, caption, height: 36 },
    html`<line class="axis" x1="0" x2="${WIDTH}" y1="12" y2="12"/><rect class="range" x="${point(x(p25))}" y="5" width="${point(wide)}" height="14"/><rect class="tick" x="${point(Math.max(0, x(median) - 1.5))}" y="2" width="3" height="20"/><text x="0" y="34">0</text><text x="${point(Math.min(Math.max(x(median), 14), WIDTH - 60))}" y="34">${count(median, one, many)}</text>`,
  );
}

/** The middle half of some values as a bar, the middle value as a line. */
export const spreadPicture = (spread: Spread, measured: Measured): Markup =>
  rangePicture(
    spread,
    measured,
    html`The bar holds the middle half of all ${measured.of}, the line is the middle one.`,
  );

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
  const label = `How many times the ${measure} of other posts`;
  const caption = html`How many times the ${measure} of other posts (counts + 1), with 95 % intervals. In full colour: a difference that holds after correction for all ${figure(comparisons.length)} comparisons.`;
  return picture(
    { label, caption, height: high },
    html`<text x="0" y="10">fewer ${measure}</text><text x="${WIDTH}" y="10" text-anchor="end">more ${measure}</text>${rows}<line class="axis" x1="${WIDTH / 2}" x2="${WIDTH / 2}" y1="4" y2="${high - 4}"/>`,
  );
}

const forecastSchema = z.object({
  posts: z.number(),
  interval: z.object({ low: z.number(), high: z.number(), meant_to_hold: z.number() }),
});

/** A forecast as its interval. */
export function forecastPicture(value: unknown): Markup | null {
  const parsed = forecastSchema.safeParse(value);
  if (!parsed.success) return null;
  const { posts, interval } = parsed.data;
  const { low, high, meant_to_hold: held } = interval;
  const caption = html`Posts in the next seven days: the bar is the range meant to hold ${percent(held)} of weeks, the line is the middle.`;
  return rangePicture({ p25: low, median: posts, p75: high }, { one: 'post', of: 'weeks' }, caption);
}

const trendSchema = z.object({
  months: z.array(z.object({ month: z.string().regex(MONTH), mean: z.number() })).min(2),
});

/** Mean tone by month as a line, from -1 to 1. */
export function trendPicture(value: unknown, _: string, { places }: Citations): Markup | null {
  const parsed = trendSchema.safeParse(value);
  if (!parsed.success) return null;
  const { months } = parsed.data;
  const x = (at: number): number => 4 + (at * (WIDTH - 8)) / (months.length - 1);
  const y = (mean: number): number => 42 - 32 * Math.max(-1, Math.min(1, mean));
  const line = months.map(({ mean }, at) => `${point(x(at))},${point(y(mean))}`).join(' ');
  const dots = months.map(({ month, mean }, at) =>
    linked(
      places.month(month),
      `${day(month)}: ${figure(mean)}`,
      html`<circle class="mark" cx="${point(x(at))}" cy="${point(y(mean))}" r="2.5"/><circle class="area" cx="${point(x(at))}" cy="${point(y(mean))}" r="8"/>`,
    ),
  );
  const [first, last] = [months[0]?.month ?? '', months.at(-1)?.month ?? ''];
  const caption = html`Average tone of the posts of a month, from −1 (negative) to 1 (positive).`;
  return picture(
    { label: 'Average tone by month', caption, height: 98 },
    html`<text x="0" y="10">positive</text><text x="0" y="80">negative</text><line class="axis" x1="0" x2="${WIDTH}" y1="42" y2="42"/><polyline class="line" points="${line}"/>${dots}<text x="0" y="94">${day(first)}</text><text x="${WIDTH}" y="94" text-anchor="end">${day(last)}</text>`,
  );
}
