import { z } from '../../http/route.ts';
import { ABSTENTIONS } from '../rating/abstentions.ts';
import { type StockResult, tellVerdict } from '../results/results.ts';

const GROUPS = ['trend', 'momentum', 'volatility', 'volume'] as const;

export const voteSchema = z
  .object({
    id: z.string().nullable(),
    group: z.enum(['moving_averages', 'oscillators']).nullable().openapi({
      description: 'Group in the published rating; null for votes outside it or of an older list.',
    }),
    evidence_group: z.enum(GROUPS).nullable(),
    name: z.string().nullable(),
    vote: z
      .literal([-1, 0, 1])
      .nullable()
      .openapi({ type: ['integer', 'null'], enum: [-1, 0, 1, null] }),
    abstains: z.enum(ABSTENTIONS).nullable().openapi({ description: 'Why there is no vote.' }),
    weight: z.number().nullable().openapi({ description: "Share of the strategy's rating, 0 to 1." }),
    values: z.record(z.string(), z.number().nullable()).nullable().openapi({
      description: 'The numbers that the rule read, by name; `_before` is the bar before.',
    }),
    thresholds: z.record(z.string(), z.number()).nullable().openapi({
      description: "The rule's constants; empty if it only compares its values with each other.",
    }),
    text: z.string().nullable().openapi({ description: 'The vote, its numbers and its rule, in words.' }),
  })
  .openapi('Vote', {
    description: '-1 sell, 0 neutral, 1 buy, null not available. Votes of an older list have only `vote`.',
  });

const nextLabel = z.object({ verdict: z.string(), points: z.number(), text: z.string() }).nullable();

export const explanationSchema = z
  .object({
    strategy: z.object({ name: z.string(), summary: z.string() }),
    published: z.object({ rating: z.number(), verdict: z.string() }).openapi({
      description: 'The same votes under the published rating, regardless of the strategy.',
    }),
    groups: z.array(
      z.object({
        group: z.enum(GROUPS),
        buy: z.int(),
        neutral: z.int(),
        sell: z.int(),
        absent: z.int(),
        lean: z.enum(['buy', 'neutral', 'sell']),
        weight: z.number(),
        points: z.number().openapi({ description: 'Contribution to the rating; all four add up to it.' }),
      }),
    ),
    changes: z
      .object({
        up: nextLabel,
        down: nextLabel,
        votes: z.array(
          z.object({
            id: z.string(),
            to: z.literal([-1, 0, 1]).openapi({ type: 'integer', enum: [-1, 0, 1] }),
            number: z.string().openapi({ description: 'Which of the values has to pass `level`.' }),
            now: z.number(),
            level: z.number(),
            above: z.boolean(),
            distance: z.number(),
            rating: z.number(),
            verdict: z.string(),
            text: z.string(),
          }),
        ),
      })
      .openapi({
        description: 'What would change the verdict: the next labels, and the votes closest to changing.',
      }),
    conflicts: z.array(z.string()).openapi({ description: 'Contradictions in the evidence.' }),
  })
  .openapi('VerdictExplanation');

type VoteJson = z.infer<typeof voteSchema>;
type ExplanationJson = z.infer<typeof explanationSchema>;

const UNTOLD = {
  ...{ id: null, group: null, evidence_group: null, name: null, abstains: null, weight: null },
  ...{ values: null, thresholds: null, text: null },
};

/** A result's verdict in words; only the votes for an older list. */
export function verdictJson(row: StockResult): { explanation: ExplanationJson | null; votes: VoteJson[] } {
  const told = tellVerdict(row);
  if (!told) return { explanation: null, votes: row.votes.map((vote) => ({ ...UNTOLD, vote })) };
  const { strategy, published, groups, changes, conflicts } = told;
  return {
    explanation: {
      strategy: { name: strategy.name, summary: strategy.summary },
      published,
      groups,
      changes: {
        up: changes.up,
        down: changes.down,
        votes: changes.votes,
      },
      conflicts,
    },
    votes: told.votes.map(({ evidence, ...vote }) => ({ ...vote, evidence_group: evidence })),
  };
}
