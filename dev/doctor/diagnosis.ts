import { z } from 'zod';
import { type Finding, PARTS } from '../../lib/core/finding.ts';

/** What the doctor has to say. */
export interface Diagnosis {
  /** What was looked at. */
  target: string;
  /** Milliseconds of the probe's way through the queue and back; null if none came back. */
  cameBackInMs: number | null;
  findings: Finding[];
}

/** A finding that is about the part named, as a deployment tells of it. */
export const findingSchema: z.ZodType<Finding> = z.object({
  part: z.enum(PARTS),
  severity: z.enum(['broken', 'degraded']),
  code: z.string(),
  what: z.string(),
  why: z.string(),
  remedy: z.string(),
  variable: z.string().exactOptional(),
});
