import type { JobSource } from '../../jobs/types.ts';
import type { Asked } from '../analyzer.ts';

/** A request for an analysis, its input validated. */
export interface Submission {
  owner: string;
  asked: Asked;
  source: JobSource;
  /** Prefix for the paths of faults: `input`, or empty if the input is the whole body. */
  inputPath: string;
  deadlineSeconds?: number | undefined;
  idempotencyKey: string | null;
  /** Not yet validated. */
  callbackUrl?: string | undefined;
}
