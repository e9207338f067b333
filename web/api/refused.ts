import type { ProblemBody } from '../../lib/core/problem.ts';

/** A refusal, as the API words it (RFC 9457). */
export class Refused extends Error {
  readonly status: number;
  readonly problem: Pick<ProblemBody, 'code' | 'detail' | 'errors' | 'request_id'>;
  /** Seconds, if the service says when to come back. */
  readonly retryAfter: number | null;

  constructor(status: number, problem: Refused['problem'], retryAfter: number | null) {
    super(problem.detail);
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** No answer came: the service, or the way to it, is away. */
export class Unreachable extends Error {}
