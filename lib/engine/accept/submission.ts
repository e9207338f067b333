import type { SQL } from 'drizzle-orm';
import type { JobSource } from '../../jobs/types.ts';

/** Where the rest of the input stands; read once the request is known not to repeat an earlier one. */
export interface StoredInput {
  /** Tells the request from one that names the same input itself. */
  name: string;
  /** `also` runs in the transaction that creates the job, after its insert, and must do nothing without the job's row. */
  read(): Promise<{ input: unknown; also(jobId: string): SQL[] }>;
}

/** A request for an analysis, before it is validated. */
export interface Submission {
  owner: string;
  kind: string;
  source: JobSource;
  /** As given; the analyzer's schema validates it and applies its defaults. */
  input: unknown;
  /** Where the input stands in the request, for the paths of faults: `input` or empty. */
  inputPath: string;
  deadlineSeconds?: number | undefined;
  idempotencyKey: string | null;
  /** As given. */
  callbackUrl?: string | undefined;
  /** Its `input` takes the place of the one above, which is validated all the same. */
  from?: StoredInput;
}
