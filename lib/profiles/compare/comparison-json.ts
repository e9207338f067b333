import { z } from 'zod';

const COMPARISON_VERSION = 1;

const sideSchema = z.object({
  posts: z.int(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  as_of: z.string().nullable(),
  time_zone: z.string(),
  mode: z.enum(['quick', 'deep']),
  capped: z.boolean(),
});

/** `too_few`: one of the samples has low confidence, so the difference may be chance. */
const outcomeSchema = z.enum(['equal', 'higher', 'lower', 'too_few']);

const where = { analysis: z.string(), finding: z.string() };
const sizes = {
  /** Posts, or the finding's own unit (gaps, weeks). */
  n_before: z.number(),
  n_after: z.number(),
};

const comparedNumberSchema = z.object({
  ...where,
  /** Path of the number in the finding's value, e.g. `median` or `labels.positive.share`. */
  number: z.string(),
  before: z.number(),
  after: z.number(),
  /** After minus before, to three decimals. */
  difference: z.number(),
  ...sizes,
  outcome: outcomeSchema,
  sentence: z.string(),
});

const comparedListSchema = z.object({
  ...where,
  appeared: z.array(z.string()),
  gone: z.array(z.string()),
  stayed: z.array(z.string()),
  /** True if both lists are exhaustive; otherwise a removed entry may only have become less frequent. */
  complete: z.boolean(),
  ...sizes,
  outcome: z.enum(['compared', 'too_few']),
  sentence: z.string(),
});

const notComparedSchema = z.object({ ...where, why: z.string() });

export const comparisonSchema = z.object({
  comparison_version: z.literal(COMPARISON_VERSION),
  profile: z.object({ platform: z.string(), id: z.string(), handle: z.string() }),
  earlier: sideSchema,
  later: sideSchema,
  samples: z.object({
    /** `unknown` if a sample has no dated post. */
    overlap: z.enum(['none', 'spans', 'unknown']),
    /** The period covered by both samples, ISO 8601. */
    from: z.string().nullable(),
    to: z.string().nullable(),
    sentence: z.string(),
  }),
  /** Caveats for all numbers below. */
  cautions: z.array(z.string()),
  numbers: z.array(comparedNumberSchema),
  lists: z.array(comparedListSchema),
  not_compared: z.array(notComparedSchema),
});

export type Comparison = z.infer<typeof comparisonSchema>;
export type ComparedNumber = z.infer<typeof comparedNumberSchema>;
export type ComparedList = z.infer<typeof comparedListSchema>;
export type NotCompared = z.infer<typeof notComparedSchema>;
export type Side = z.infer<typeof sideSchema>;
