import { z } from 'zod';
import type { RawSeries } from './bars.ts';

const Dividend = z.object({ amount: z.number(), date: z.number() });
const SplitEvent = z.object({ date: z.number(), numerator: z.number(), denominator: z.number() });
const Events = z.object({
  dividends: z.record(z.string(), z.unknown()).nullish(),
  splits: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * Reads a chart's `events`: dividends per share, which Yahoo adjusts for later splits, and splits, where two for one
 * is numerator 2, denominator 1. Malformed events are counted; the prices are still used.
 */
export function readEvents(
  events: unknown,
  dateOf: (ms: number) => string,
): Pick<Required<RawSeries>, 'dividends' | 'splits' | 'unreadableEvents'> {
  if (events === undefined || events === null) return { dividends: [], splits: [], unreadableEvents: 0 };
  const parsed = Events.safeParse(events);
  if (!parsed.success) return { dividends: [], splits: [], unreadableEvents: 1 };
  const dividends = Object.values(parsed.data.dividends ?? {}).map((event) => Dividend.safeParse(event));
  const splits = Object.values(parsed.data.splits ?? {}).map((event) => SplitEvent.safeParse(event));
  return {
    dividends: dividends.flatMap(({ data }) =>
      data ? [{ date: dateOf(data.date * 1000), amount: data.amount }] : [],
    ),
    splits: splits.flatMap(({ data }) =>
      data ? [{ date: dateOf(data.date * 1000), ratio: data.numerator / data.denominator }] : [],
    ),
    unreadableEvents: [...dividends, ...splits].filter(({ success }) => !success).length,
  };
}
