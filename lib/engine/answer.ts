/**
 * Outcome of a callback. `done`: the work is safe, acknowledge. `again`: redeliver after `afterSeconds`, or
 * after the message's own delay if null. `refused`: never redeliver. `forged`: invalid signature.
 */
export type Answer =
  | { kind: 'done'; reason: string }
  | { kind: 'again'; reason: string; afterSeconds: number | null }
  | { kind: 'refused'; reason: string }
  | { kind: 'forged'; reason: string };

/** 489 with this header stops redelivery. @see https://upstash.com/docs/qstash/features/retry */
export function toResponse(answer: Answer): Response {
  const body = { result: answer.kind, reason: answer.reason };
  switch (answer.kind) {
    case 'done':
      return Response.json(body);
    case 'again':
      return Response.json(body, {
        status: 503,
        ...(answer.afterSeconds === null ? {} : { headers: { 'Retry-After': String(answer.afterSeconds) } }),
      });
    case 'refused':
      return Response.json(body, { status: 489, headers: { 'Upstash-NonRetryable-Error': 'true' } });
    case 'forged':
      return Response.json(body, { status: 401 });
  }
}
