import { z } from 'zod';
import { JOB_STATUSES } from './types.ts';

/** Which of an owner's jobs are meant. An empty list, or null, leaves nothing out. */
export const jobQuerySchema = z.object({
  statuses: z.array(z.enum(JOB_STATUSES)),
  kinds: z.array(z.string()),
  /** All of them. */
  tags: z.array(z.string()),
  /** A step's key, or what keys begin with. */
  key: z.object({ text: z.string(), isPrefix: z.boolean() }).nullable(),
  /** Created at or after, and before: Unix milliseconds. */
  since: z.number().nullable(),
  until: z.number().nullable(),
});
export type JobQuery = z.infer<typeof jobQuerySchema>;

export const ALL_JOBS: JobQuery = {
  statuses: [],
  kinds: [],
  tags: [],
  key: null,
  since: null,
  until: null,
};
