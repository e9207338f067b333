import type { JobSource } from '../../jobs/types.ts';
import type { Asked } from '../analyzer.ts';
import type { Labels } from './new-job.ts';

/** A request for an analysis, its input validated. */
export interface Submission {
  owner: string;
  asked: Asked;
  source: JobSource;
  /** Prefix for the paths of faults: `input`, or empty if the input is the whole body. */
  inputPath: string;
  deadlineSeconds?: number | undefined;
  idempotencyKey: string | null;
  labels?: Partial<Labels>;
  /** Not yet validated. */
  callbackUrl?: string | undefined;
  /** Whether the receiver also gets the analysis's own event, if it has one. */
  ownEvent?: boolean;
}
