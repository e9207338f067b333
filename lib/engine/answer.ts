import { problemAnswer } from '../core/problem.ts';

/**
 * Outcome of a callback. `done`: the work is safe, acknowledge. `again`: redeliver after `afterSeconds`, or
 * after the message's own delay if null. `refused`: never redeliver. `forged`: invalid signature.
 */
export type Answer =
  | { kind: 'done'; reason: string }
  | { kind: 'again'; reason: string; afterSeconds: number | null }
  | { kind: 'refused'; reason: string }
  | { kind: 'forged'; reason: string };

/** By this the queue's owner tells our refusal from that of a gateway before the service. */
export const INVALID_SIGNATURE = 'invalid signature';

/** The message waits for the newer code that wrote it, which a rollback has taken away for now. */
export const NEWER: Answer = {
  kind: 'again',
  reason: 'the message is of a newer version than this deployment reads',
  afterSeconds: null,
};

/**
 * Problem details unless acknowledged. 489 with `Upstash-NonRetryable-Error` stops redelivery.
 * @see https://upstash.com/docs/qstash/features/retry
 */
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
