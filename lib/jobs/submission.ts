import type { JobSource } from './types.ts';

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
}
