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

/** `too_few`: one of the two samples is of low confidence, so that a difference can be chance. */
const outcomeSchema = z.enum(['equal', 'higher', 'lower', 'too_few']);

const where = { analysis: z.string(), finding: z.string() };
const sizes = {
  /** Posts, or what the finding counts (gaps, weeks). */
  n_before: z.number(),
  n_after: z.number(),
};

const comparedNumberSchema = z.object({
  ...where,
  /** Place of the number in the finding's value, as `median` or `labels.positive.share`. */
  number: z.string(),
  before: z.number(),
  after: z.number(),
  /** After less before, to three decimals. */
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
  /** Both lists name everything that was found; where not, what is gone may only have become less frequent. */
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
    /** `unknown` where a sample has no dated post. */
    overlap: z.enum(['none', 'spans', 'unknown']),
    /** ISO 8601, the time that both samples span. */
    from: z.string().nullable(),
    to: z.string().nullable(),
    sentence: z.string(),
  }),
  /** What to bear in mind with every number below. */
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
