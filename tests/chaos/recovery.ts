import type { PublishedMessage } from '../../dev/qstash/counts.ts';
import type { StepRun, Tracker } from './tracker.ts';

/** What restarted the work of a dead or stalled slice. */
const RESCUERS = ['redelivery', 'lease end', 'failure callback', 'watchdog'] as const;
type Rescuer = (typeof RESCUERS)[number];

export interface Recovery {
  rescuer: Rescuer;
  count: number;
  p50Ms: number;
  p99Ms: number;
}

export function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** A message that a failure callback has published in place of an exhausted one, and when that one was given up. */
interface Replacement {
  messageId: string;
  exhaustedAt: number;
}

/** Found by their deduplication ids, `f-` and the exhausted message's id. */
function replacements(messages: PublishedMessage[]): Replacement[] {
  const callbacks = new Map(
    messages.flatMap((each) => (each.callbackOf ? [[each.callbackOf, each.createdAt]] : [])),
  );
  return messages.flatMap(({ messageId, deduplicationId }) => {
    const exhaustedAt = callbacks.get(/^f-(.+)$/.exec(deduplicationId ?? '')?.[1] ?? '');
    return exhaustedAt === undefined ? [] : [{ messageId, exhaustedAt }];
  });
}

/**
 * Time from each hit to the next run of each step the process held, by what triggered that slice; and from the last
 * failed delivery of each exhausted message to the first step that its replacement ran.
 */
export function recoveries({ hits, runs }: Tracker, messages: PublishedMessage[]): Recovery[] {
  const replacing = replacements(messages);
  const replaced = new Set(replacing.map(({ messageId }) => messageId));
  const byMessage = Map.groupBy(runs, ({ message }) => message);
  const byStep = Map.groupBy(runs, ({ job, key }) => `${job}/${key}`);
  const times = new Map<Rescuer, number[]>(RESCUERS.map((rescuer) => [rescuer, []]));
  const rescuerOf = ({ line, retried, message }: StepRun): Rescuer => {
    if (replaced.has(message)) return 'failure callback';
    if (line === 'w') return 'watchdog';
    return retried > 0 ? 'redelivery' : 'lease end';
  };
  for (const { at, held } of hits) {
    for (const step of held) {
      const next = byStep.get(step)?.find((run) => run.at > at);
      if (next) times.get(rescuerOf(next))?.push(next.at - at);
    }
  }
  for (const { messageId, exhaustedAt } of replacing) {
    const first = byMessage.get(messageId)?.[0];
    if (first) times.get('failure callback')?.push(first.at - exhaustedAt);
  }
  return [...times].map(([rescuer, all]) => {
    const sorted = all.toSorted((a, b) => a - b);
    return { rescuer, count: sorted.length, p50Ms: percentile(sorted, 0.5), p99Ms: percentile(sorted, 0.99) };
  });
}
