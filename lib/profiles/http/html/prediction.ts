import { z } from 'zod';
import { figure, percent } from './figures.ts';
import { foreign, html, type Markup } from './markup.ts';

/** Strict, so that unknown fields fall back to the plain table instead of being hidden. */
const predictionSchema = z.strictObject({
  posts: z.number(),
  interval: z.strictObject({ low: z.number(), high: z.number(), meant_to_hold: z.number() }),
  from_weeks: z.number(),
  back_test: z.strictObject({
    weeks: z.number(),
    share_inside_interval: z.number(),
    mean_absolute_error: z.number(),
    mean_absolute_error_of_same_as_last_week: z.number(),
  }),
  method: z.string(),
});

/** A forecast with its past accuracy. Null if the value has another shape. */
export function predicted(value: unknown): Markup | null {
  const parsed = predictionSchema.safeParse(value);
  if (!parsed.success) return null;
  const { posts, interval, from_weeks: weeks, back_test: test, method } = parsed.data;
  return html`<p>Posts in the seven days after the end of the observation: <strong>${figure(posts)}</strong>,
from ${figure(interval.low)} to ${figure(interval.high)} (an interval meant to hold ${percent(interval.meant_to_hold)} of the
time), from the last ${figure(weeks)} weeks.</p>
<p>Back-test: each of the last ${figure(test.weeks)} weeks was forecast from the weeks before it alone.
${percent(test.share_inside_interval)} of them were inside the interval. The forecast was off by
${figure(test.mean_absolute_error)} posts on average; "the same as last week" by
${figure(test.mean_absolute_error_of_same_as_last_week)}.</p>
<p class="quiet">Method: ${foreign(method)}</p>`;
}
