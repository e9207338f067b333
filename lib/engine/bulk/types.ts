import { z } from 'zod';
import { jobQuerySchema } from '../../jobs/job-query.ts';
import type { JobStatus } from '../../jobs/types.ts';

export const BULK_ACTIONS = ['retry', 'cancel', 'delete'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** The statuses of the jobs that an action changes; it leaves all others as they are. */
export const CHANGES: Readonly<Record<BulkAction, readonly JobStatus[]>> = {
  retry: ['failed', 'completed_with_errors', 'cancelled'],
  cancel: ['queued', 'processing'],
  delete: ['completed', 'completed_with_errors', 'failed', 'cancelled'],
};

/** A job in hand, in the epoch in which it was found. */
const actingSchema = z.object({ id: z.string(), epoch: z.number() });
export type Acting = z.infer<typeof actingSchema>;

/** Why jobs were not changed: the refusal's code, how many, and one of them. */
const reasonSchema = z.object({ code: z.string(), message: z.string(), count: z.number(), job: z.string() });
export type BulkReason = z.infer<typeof reasonSchema>;

/** A bulk action as stored. */
export const bulkSchema = z.object({
  id: z.string(),
  owner: z.string(),
  action: z.enum(BULK_ACTIONS),
  filter: jobQuerySchema,
  total: z.number(),
  done: z.number(),
  skipped: z.number(),
  failed: z.number(),
  reasons: z.array(reasonSchema),
  cursor: z.string(),
  acting: z.array(actingSchema),
  round: z.number(),
  createdAt: z.date(),
  completedAt: z.date().nullable(),
});
export type Bulk = z.infer<typeof bulkSchema>;
