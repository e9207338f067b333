import { z } from 'zod';

/** All possible findings. `findings.ts` says which ones drop rows. */
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
});

export type DataQuality = z.infer<typeof dataQualitySchema>;
