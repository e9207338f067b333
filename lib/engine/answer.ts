/**
 * What a callback answers. `done`: its work is safe, the message is acknowledged. `again`: redeliver, no sooner than
 * `afterSeconds`. `refused`: never redeliver. `forged`: not from the queue.
 */
export type Answer =
  | { kind: 'done'; reason: string }
  | { kind: 'again'; reason: string; afterSeconds: number }
  | { kind: 'refused'; reason: string }
  | { kind: 'forged'; reason: string };

/** @see https://upstash.com/docs/qstash/features/retry for 489 and `Upstash-NonRetryable-Error`. */
export function toResponse(answer: Answer): Response {
  const body = { result: answer.kind, reason: answer.reason };
  switch (answer.kind) {
    case 'done':
      return Response.json(body);
    case 'again':
      return Response.json(body, { status: 503, headers: { 'Retry-After': String(answer.afterSeconds) } });
    case 'refused':
      return Response.json(body, { status: 489, headers: { 'Upstash-NonRetryable-Error': 'true' } });
    case 'forged':
      return Response.json(body, { status: 401 });
  }
}
