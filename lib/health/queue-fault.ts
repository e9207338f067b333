import { QstashError } from '@upstash/qstash';
import type { Finding } from '../core/finding.ts';

const WHY = 'No job can be accepted, and none goes on: the queue carries every step.';

const broken = (code: string, what: string, remedy: string, variable?: string): Finding => ({
  part: 'queue',
  severity: 'broken',
  code,
  what,
  why: WHY,
  remedy,
  ...(variable === undefined ? {} : { variable }),
});

export const QUEUE_SILENT: Finding = broken(
  'queue_unavailable',
  'The queue does not answer.',
  'Check QSTASH_URL, and look at status.upstash.com. If the queue is down, nothing is lost: jobs go on when it is back.',
  'QSTASH_URL',
);

const TOKEN = broken(
  'queue_unauthorized',
  'The queue does not know QSTASH_TOKEN.',
  "Copy QSTASH_TOKEN and QSTASH_URL, both of one region, from Upstash's console (QStash, Quickstart), and redeploy.",
  'QSTASH_TOKEN',
);

const ELSEWHERE = broken(
  'queue_elsewhere',
  'There is no QStash at QSTASH_URL.',
  "Copy QSTASH_URL from Upstash's console (QStash, Quickstart), and redeploy.",
  'QSTASH_URL',
);

const BUSY: Finding = {
  part: 'queue',
  severity: 'degraded',
  code: 'queue_busy',
  what: 'The queue limits how often it is asked (429).',
  why: 'If its daily limit of messages is reached, no job can be accepted until it resets.',
  remedy: "Look at the usage in Upstash's console (QStash), and upgrade the plan if the limit is reached.",
};

/** What an error of the queue's client says about the queue. */
export function queueFinding(error: unknown): Finding {
  const status = error instanceof QstashError ? error.status : undefined;
  if (status === 401 || status === 403) return TOKEN;
  if (status === 404 || status === 405) return ELSEWHERE;
  if (status === 429) return BUSY;
  // An answer that is not JSON is somebody else's.
  if (error instanceof SyntaxError) return ELSEWHERE;
  return QUEUE_SILENT;
}
