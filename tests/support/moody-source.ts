import type { RequestListener } from 'node:http';

/** In the shape of the page that Yahoo sends instead of prices where it wants consent first. */
export const CONSENT_PAGE =
  '<!doctype html><html><head><title>Yahoo</title></head><body><form method="post" action="https://consent.yahoo.com/v2/collectConsent?sessionId=3_cc-session">' +
  '<a href="https://guce.yahoo.com/copyConsent?sessionId=3_cc-session&lang=en-US">Accept all</a></form></body></html>';

/** How a source treats whoever asks. */
export type Mood =
  | { is: 'answers' }
  | { is: 'bans'; retryAfterSeconds?: number }
  | { is: 'asks for consent' }
  | { is: 'hangs' };

export interface MoodySource {
  handler: RequestListener;
  /** From now on. */
  becomes(mood: Mood): void;
  /** When each request came that was answered, in Unix milliseconds. */
  readonly answered: readonly number[];
  /** Requests that were not, whatever came instead. */
  readonly refused: readonly number[];
}

/** A source that can refuse everybody for a while, and counts who asks. `body` is its answer, after `latencyMs`. */
export function moodySource(body: string, { latencyMs = 0 } = {}): MoodySource {
  let mood: Mood = { is: 'answers' };
  const answered: number[] = [];
  const refused: number[] = [];
  return {
    answered,
    refused,
    becomes: (next) => {
      mood = next;
    },
    handler: (_request, response) => {
      (mood.is === 'answers' ? answered : refused).push(Date.now());
      if (mood.is === 'hangs') return;
      if (mood.is === 'asks for consent') {
        response.writeHead(200, { 'content-type': 'text/html' }).end(CONSENT_PAGE);
      } else if (mood.is === 'bans') {
        const { retryAfterSeconds } = mood;
        const asks = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
        response.writeHead(429, asks).end('Edge: Too Many Requests');
      } else {
        setTimeout(() => response.end(body), latencyMs);
      }
    },
  };
}
