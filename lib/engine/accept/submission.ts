import type { JobSource } from '../../jobs/types.ts';
import type { Asked } from '../analyzer.ts';

/** A request for an analysis, its input validated. */
export interface Submission {
  owner: string;
  asked: Asked;
  source: JobSource;
  /** Where the input stands in the request, for the paths of faults: `input` or empty. */
  inputPath: string;
  deadlineSeconds?: number | undefined;
  idempotencyKey: string | null;
  /** As given. */
  callbackUrl?: string | undefined;
}
