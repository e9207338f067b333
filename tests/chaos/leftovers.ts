import { setTimeout as sleep } from 'node:timers/promises';
import type { PublishedMessage } from '../../dev/qstash/counts.ts';
import type { QstashServer } from '../../dev/qstash/server.ts';
import { parseSweep } from '../../lib/engine/sweep/message.ts';

const WAITING = new Set(['CREATED', 'RETRY', 'ACTIVE']);

/** Unfinished messages of existing jobs, or of all. */
function waiting(qstash: QstashServer, exists: (job: string) => boolean): PublishedMessage[] {
  return qstash
    .published()
    .filter(
      ({ state, labels, callbackOf }) =>
        WAITING.has(state) && (callbackOf !== null || exists(labels[0] ?? '')),
    );
}

/** Waits until existing jobs have no messages left. @returns those left after `patienceMs`. */
export async function untilDelivered(
  qstash: QstashServer,
  exists: (job: string) => boolean,
  patienceMs: number,
): Promise<string[]> {
  for (const end = Date.now() + patienceMs; ; await sleep(250)) {
    const left = waiting(qstash, exists);
    if (left.length === 0) return [];
    if (Date.now() > end)
      return left.map(({ messageId, state, body }) => `${messageId} is ${state}: ${body}`);
  }
}

/** A sweep that is lost is replaced by the next of its schedule, which nobody needs to be told. */
const isSweep = ({ body }: PublishedMessage) => parseSweep(body) !== null;

export interface DeadLetters {
  /** Dead letters for which a failure callback was published, or which come again by themselves. */
  explained: number;
  /** Failure callbacks that were themselves exhausted; the watchdog has to recover these. */
  callbacks: number;
  /** Dead letters without a callback; must be empty. */
  unexplained: string[];
}

export function deadLetters(qstash: QstashServer): DeadLetters {
  const all = qstash.published();
  const told = new Set(all.map(({ callbackOf }) => callbackOf));
  const failed = all.filter(({ state }) => state === 'FAILED');
  const own = failed.filter(({ callbackOf }) => callbackOf === null);
  const unexplained = own.filter((message) => !told.has(message.messageId) && !isSweep(message));
  return {
    explained: own.length - unexplained.length,
    callbacks: failed.length - own.length,
    unexplained: unexplained.map(({ messageId, body }) => `${messageId}: ${body}`),
  };
}
