import type { Doubt, Fault } from './errors.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** RFC 9457 problem details, plus code, request id, the faults of invalid input, and what helps in doubt. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
  errors?: Fault[] | undefined;
  /** With `outcome_unknown`; see `Doubt`. */
  job_id?: string | undefined;
  look_at?: string | undefined;
  certain_in_seconds?: number | undefined;
  idempotency_key?: string | undefined;
}

interface Stated {
  code: string;
  status: number;
  detail: string;
  faults?: Fault[];
  doubt?: Doubt | undefined;
}

/** `not_found` → `Not found`. */
function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whole seconds, at least 1. */
export const secondsUntilCertain = (certainInMs: number): number =>
  Math.max(1, Math.ceil(certainInMs / 1_000));

function doubtJson({ jobId, certainInMs, idempotencyKey }: Doubt) {
  return {
    ...(jobId === undefined ? {} : { job_id: jobId, look_at: `/api/v1/jobs/${jobId}` }),
    ...(certainInMs === undefined ? {} : { certain_in_seconds: secondsUntilCertain(certainInMs) }),
    ...(idempotencyKey === undefined ? {} : { idempotency_key: idempotencyKey }),
  };
}

export function problemBody(
  { code, status, detail, faults = [], doubt = {} }: Stated,
  requestId: string,
): ProblemBody {
  return {
    type: `urn:unstuck:problem:${code}`,
    title: titleOf(code),
    status,
    detail,
    code,
    request_id: requestId,
    ...(faults.length > 0 ? { errors: faults } : {}),
    ...doubtJson(doubt),
  };
}

/** Problem response for functions without a router. */
export function problemAnswer(
  stated: Stated,
  requestId: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json(problemBody(stated, requestId), {
    status: stated.status,
    headers: { 'Content-Type': PROBLEM_TYPE, 'X-Request-Id': requestId, ...headers },
  });
}
