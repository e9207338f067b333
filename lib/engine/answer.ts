import { problemAnswer } from '../core/problem.ts';

/**
 * What a callback answers. `done`: its work is safe, the message is acknowledged. `again`: redeliver, no sooner than
 * `afterSeconds`, or where that is null by the message's own delay. `refused`: never redeliver. `forged`: not from the queue.
 */
export type Answer =
  | { kind: 'done'; reason: string }
  | { kind: 'again'; reason: string; afterSeconds: number | null }
  | { kind: 'refused'; reason: string }
  | { kind: 'forged'; reason: string };

/** What is not acknowledged is told as a problem, like every refusal of the API. @see https://upstash.com/docs/qstash/features/retry for 489 and `Upstash-NonRetryable-Error`. */
export function toResponse(answer: Answer, requestId: string): Response {
  const detail = answer.reason;
  switch (answer.kind) {
    case 'done':
      return Response.json({ result: answer.kind, reason: answer.reason });
    case 'again': {
      const { afterSeconds } = answer;
      const headers = afterSeconds === null ? {} : { 'Retry-After': String(afterSeconds) };
      return problemAnswer({ code: 'come_again', status: 503, detail }, requestId, headers);
    }
    case 'refused':
      return problemAnswer({ code: 'refused', status: 489, detail }, requestId, {
        'Upstash-NonRetryable-Error': 'true',
      });
    case 'forged':
      return problemAnswer({ code: 'unauthorized', status: 401, detail }, requestId);
  }
}
