import { QstashError } from '@upstash/qstash';
import type { Finding } from '../core/finding.ts';
import { faultOf, type QueueFault } from '../engine/queue-fault.ts';
import type { HealthDeps } from './deps.ts';

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

const ELSEWHERE = broken(
  'queue_elsewhere',
  'There is no QStash at QSTASH_URL.',
  "Copy QSTASH_URL from Upstash's console (QStash, Quickstart), and redeploy.",
  'QSTASH_URL',
);

const WHAT: Readonly<Record<Exclude<QueueFault['code'], 'queue_unavailable'>, string>> = {
  queue_busy: 'The queue limits how often it is asked (429).',
  queue_rejected: 'The queue refuses the messages of this deployment.',
  queue_unauthorized: 'The queue does not know QSTASH_TOKEN.',
  quota_exceeded: "The queue's plan is used up, or does not take what is sent.",
};

/** What an error of the queue's client says about the queue. */
export function queueFinding({ clock, hush }: Pick<HealthDeps, 'clock' | 'hush'>, error: unknown): Finding {
  const status = error instanceof QstashError ? error.status : undefined;
  // An answer that is not JSON is somebody else's.
  if (status === 404 || status === 405 || error instanceof SyntaxError) return ELSEWHERE;
  const { code, remedy } = faultOf(error, clock.now(), hush);
  if (code === 'queue_unavailable') return QUEUE_SILENT;
  const found = broken(code, WHAT[code], remedy, code === 'queue_unauthorized' ? 'QSTASH_TOKEN' : undefined);
  return code === 'queue_busy' ? { ...found, severity: 'degraded' } : found;
}
