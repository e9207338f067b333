import type { Fault } from './errors.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** RFC 9457 problem details, plus code, request id and the faults of invalid input. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
  errors?: Fault[] | undefined;
}

interface Stated {
  code: string;
  status: number;
  detail: string;
  faults?: Fault[];
}

/** `not_found` → `Not found`. */
function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function problemBody({ code, status, detail, faults = [] }: Stated, requestId: string): ProblemBody {
  return {
    type: `urn:unstuck:problem:${code}`,
    title: titleOf(code),
    status,
    detail,
    code,
    request_id: requestId,
    ...(faults.length > 0 ? { errors: faults } : {}),
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
