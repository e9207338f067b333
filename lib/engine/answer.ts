/**
 * What a callback answers. `done`: its work is safe, the message is acknowledged. `again`: redeliver, no sooner than
 * `afterSeconds`, or where that is null by the message's own delay. `refused`: never redeliver. `forged`: not from the queue.
 */
export type Answer =
  | { kind: 'done'; reason: string }
  | { kind: 'again'; reason: string; afterSeconds: number | null }
  | { kind: 'refused'; reason: string }
  | { kind: 'forged'; reason: string };

/** @see https://upstash.com/docs/qstash/features/retry for 489 and `Upstash-NonRetryable-Error`. */
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
