import { z } from 'zod';
import { count, figure } from '../words/figures.ts';
import type { Citations } from './citations.ts';
import { foreign, html, type Markup } from './markup.ts';
import { linked, picture, point } from './picture.ts';

const heatSchema = z.object({
  time_zone: z.string(),
  rows: z.array(z.string().regex(/^[a-z]+$/)).max(7),
  counts: z.array(z.array(z.number()).max(24)).max(7),
});
const SHADES = 5;
const CELL = 12.5;
const LEFT = 36;

const shortName = (weekday: string): string => `${weekday.slice(0, 1).toUpperCase()}${weekday.slice(1, 3)}`;
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** Posts by weekday and hour as five shades, each leading to its posts. */
export function heatPicture(value: unknown, _: string, { places }: Citations): Markup | null {
  const parsed = heatSchema.safeParse(value);
  if (!parsed.success) return null;
  const { rows, counts, time_zone: zone } = parsed.data;
  const most = counts.flat().reduce((largest, posts) => Math.max(largest, posts), 1);
  const cells = counts.flatMap((row, line) =>
    row.map((posts, hour) => {
      const shade = Math.min(SHADES, Math.max(0, Math.ceil((SHADES * posts) / most)));
      const rect = html`<rect class="h${shade}" x="${point(LEFT + hour * CELL)}" y="${line * 13}" width="11.5" height="12"/>`;
      const name = `${shortName(rows[line] ?? '')} ${clock(hour)}: ${count(posts, 'post')}`;
      return posts === 0 ? rect : linked(places.hour(line, hour), name, rect);
    }),
  );
  const names = rows.map((name, line) => html`<text x="0" y="${line * 13 + 10}">${shortName(name)}</text>`);
  const hours = [0, 6, 12, 18].map(
    (hour) => html`<text x="${point(LEFT + hour * CELL)}" y="104">${clock(hour)}</text>`,
  );
  const caption = html`Posts in each hour of the week (${foreign(zone)}): the more it stands out, the more posts, ${figure(most)} at most.`;
  return picture(
    { label: 'Posts by weekday and hour', caption, height: 108 },
    html`${names}${cells}${hours}`,
  );
}

/** All figures of the picture: a row for each hour, a column for each weekday. */
export function heatTable(value: unknown): Markup | null {
  const parsed = heatSchema.safeParse(value);
  if (!parsed.success) return null;
  const { rows, counts } = parsed.data;
  const heads = rows.map((name) => html`<th scope="col">${shortName(name)}</th>`);
  const lines = Array.from({ length: 24 }, (_, hour) => {
    const cells = counts.map((row) => html`<td>${figure(row[hour] ?? 0)}</td>`);
    return html`<tr><th scope="row">${clock(hour)}</th>${cells}</tr>\n`;
  });
  return html`<table class="hours"><thead><tr><td></td>${heads}</tr></thead><tbody>\n${lines}</tbody></table>`;
}
