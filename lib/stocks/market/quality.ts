import { z } from 'zod';

/** All possible findings. `findings.ts` says which ones drop rows. */
const CODES = [
  'null_row',
  'duplicate_day',
  'out_of_order',
  'impossible_bar',
  'negative_volume',
  'zero_volume',
  'phantom_row',
  'unadjusted_split',
  'unexplained_jump',
  'gap',
  'impossible_event',
] as const;

export type QualityCode = (typeof CODES)[number];

/** A move of the close by 20 % or more that no known event explains. */
const jumpSchema = z.object({
  date: z.string(),
  change: z.number().describe('Of the close, as a fraction: -0.33 is a fall by a third.'),
  volume_times: z.number().nullable().describe('Volume over its median of 20 bars; null without volume.'),
  looks_like: z.enum(['split_or_bonus', 'market_move', 'unknown']),
  ratio: z.string().nullable().describe('Shares after to shares before, such as 3:2; null if none fits.'),
  text: z.string(),
});

export type Jump = z.infer<typeof jumpSchema>;

/** Quality of the bars behind a result, stored and shown with it. */
export const dataQualitySchema = z.object({
  /** Usable bars, and the dates of the first and last; empty dates if there are none. */
  bars: z.int(),
  from: z.string(),
  to: z.string(),
  findings: z.array(
    z.object({
      code: z.enum(CODES),
      count: z.int(),
      /** The first three occurrences. */
      dates: z.array(z.string()),
      /** What was found and what was done about it. */
      message: z.string(),
    }),
  ),
  jumps: z.array(jumpSchema).optional().describe('The newest 20; absent if there is none.'),
});

export type DataQuality = z.infer<typeof dataQualitySchema>;
