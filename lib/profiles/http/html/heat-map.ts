import { z } from 'zod';
import { foreign, html, type Markup } from './markup.ts';

const heatSchema = z.object({
  time_zone: z.string(),
  rows: z.array(z.string()),
  counts: z.array(z.array(z.number())),
});

/** Number of shades besides white. */
const SHADES = 5;

function cell(count: number, most: number): Markup {
  const shade = most > 0 ? Math.min(SHADES, Math.max(0, Math.ceil((SHADES * count) / most))) : 0;
  return html`<td class="h${shade}">${count}</td>`;
}

/** Posts by weekday and hour, as numbers and colours. Null if the value has another shape. */
export function heatMap(value: unknown): Markup | null {
  const parsed = heatSchema.safeParse(value);
  if (!parsed.success) return null;
  const { time_zone: timeZone, rows, counts } = parsed.data;
  const most = counts.flat().reduce((largest, count) => Math.max(largest, count), 0);
  const width = counts.reduce((widest, row) => Math.max(widest, row.length), 0);
  const hours = Array.from({ length: width }, (_, hour) => html`<th scope="col">${hour}</th>`);
  const lines = counts.map((row, index) => {
    const cells = row.map((count) => cell(count, most));
    return html`<tr><th scope="row">${foreign(rows[index] ?? '')}</th>${cells}</tr>\n`;
  });
  return html`<p>Posts by weekday and hour of the day, time zone ${foreign(timeZone)}.</p>
<table class="heat"><thead><tr><td></td>${hours}</tr></thead><tbody>\n${lines}</tbody></table>`;
}
