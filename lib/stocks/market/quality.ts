import { z } from 'zod';

/** What can be found in a series. Which findings cost rows and which are only told: `findings.ts`. */
const CODES = [
  'null_row',
  'duplicate_day',
  'out_of_order',
  'impossible_bar',
  'negative_volume',
  'zero_volume',
  'unadjusted_split',
  'unexplained_jump',
  'gap',
  'impossible_event',
] as const;

export type QualityCode = (typeof CODES)[number];

/** How good the bars behind a result are: plain JSON, kept and shown with it. */
export const dataQualitySchema = z.object({
  /** Bars that are left, with the dates of the first and the last; empty dates where there are none. */
  bars: z.int(),
  from: z.string(),
  to: z.string(),
  findings: z.array(
    z.object({
      code: z.enum(CODES),
      count: z.int(),
      /** The first three. */
      dates: z.array(z.string()),
      /** What it is and what was done about it. */
      message: z.string(),
    }),
  ),
});

export type DataQuality = z.infer<typeof dataQualitySchema>;
