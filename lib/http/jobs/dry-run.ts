import { z } from '@hono/zod-openapi';
import { iso } from '../../core/instant.ts';
import type { Rehearsal, Rehearsed } from '../../engine/accept/rehearse.ts';
import { costUsd } from '../../jobs/cost.ts';
import type { Job } from '../../jobs/types.ts';
import { instantSchema } from '../instant.ts';
import { JOB_ID } from './examples.ts';
import type { DryRunJson } from './json-shapes.ts';

/** Query parameters of a creation. */
export const creationQuery = z.object({
  dry_run: z
    .enum(['true', 'false'], 'dry_run must be true or false.')
    .default('false')
    .openapi({ description: 'Only says what the request would create, or why it would be refused.' }),
  again: z
    .enum(['true', 'false'], 'again must be true or false.')
    .default('false')
    .openapi({ description: 'A new job also where a complete one has the same result.' }),
});

const plannedSchema = z.object({
  steps: z
    .int()
    .openapi({ description: 'Steps that the job would begin with; running ones may add others.' }),
  stages: z.array(
    z.object({
      name: z.string(),
      steps: z.int().nullable().openapi({
        description: 'Steps planned at creation. Null: unknown, since its steps arise from earlier ones.',
      }),
    }),
  ),
  messages: z.int().openapi({
    description:
      'QStash messages that the creation would publish. A longer job publishes others as it runs; how many is not known before.',
  }),
  cost_usd: z.number().openapi({
    description:
      'Of those messages, at list prices. The functions’ time is not in it: it is unknown until they run.',
  }),
  deadline_seconds: z.int(),
  deadline_at: instantSchema.openapi({ description: 'If it were created now.' }),
});

const existingSchema = z.object({
  id: z.string(),
  reason: z.enum(['idempotency_key', 'singleton', 'same_result']).openapi({
    description: 'What the job was recognized by.',
  }),
});

export const dryRunSchema = z
  .object({
    dry_run: z.literal(true),
    kind: z.string(),
    would_create: plannedSchema.nullable().openapi({ description: 'Null if an existing job is the answer.' }),
    existing: existingSchema.nullable().openapi({
      description: 'The job that would be the answer in place of a new one.',
    }),
  })
  .openapi('DryRun');

export const DRY_RUN: DryRunJson = {
  dry_run: true,
  kind: 'stocks',
  would_create: {
    steps: 2,
    stages: [{ name: 'analyze', steps: 2 }],
    messages: 2,
    cost_usd: 0.00002,
    deadline_seconds: 3_600,
    deadline_at: '2026-01-05T13:00:00.000Z',
  },
  existing: null,
};

export const DRY_RUN_EXISTING: DryRunJson = {
  ...DRY_RUN,
  would_create: null,
  existing: { id: JOB_ID, reason: 'singleton' },
};

function plannedJson(planned: Rehearsed): DryRunJson['would_create'] {
  const { steps, stages, messages, deadlineSeconds, deadlineAt } = planned;
  return {
    steps,
    stages,
    messages,
    cost_usd: costUsd({ messages, functionMs: 0 }),
    deadline_seconds: deadlineSeconds,
    deadline_at: iso(deadlineAt),
  };
}

/** A request that a complete job answers. */
export const dryRunOfKnown = ({ kind, id }: Job): DryRunJson => ({
  dry_run: true,
  kind,
  would_create: null,
  existing: { id, reason: 'same_result' },
});

export function dryRunJson({ kind, existing, wouldCreate }: Rehearsal): DryRunJson {
  return {
    dry_run: true,
    kind,
    would_create: wouldCreate && plannedJson(wouldCreate),
    existing: existing && {
      id: existing.job.id,
      reason: existing.replayed ? 'idempotency_key' : 'singleton',
    },
  };
}
