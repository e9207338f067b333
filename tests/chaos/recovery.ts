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

/** Messages published by failure callbacks to replace exhausted ones: same body, shortly after the callback. */
function replacements(messages: PublishedMessage[]): Set<string> {
  const callbacks = new Map(
    messages.flatMap((each) => (each.callbackOf ? [[each.callbackOf, each.createdAt]] : [])),
  );
  const exhausted = new Map<string, number>();
  for (const { messageId, state, body } of messages) {
    const told = callbacks.get(messageId);
    if (state === 'FAILED' && told !== undefined) exhausted.set(body, told);
  }
  const soon = 4_000;
  return new Set(
    messages.flatMap(({ messageId, body, createdAt }) => {
      const told = exhausted.get(body);
      return told !== undefined && createdAt > told && createdAt < told + soon ? [messageId] : [];
    }),
  );
}

/** Time from each hit to the next run of each step the process held, by what triggered that slice. */
export function recoveries({ hits, runs }: Tracker, messages: PublishedMessage[]): Recovery[] {
  const replaced = replacements(messages);
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
  return [...times].map(([rescuer, all]) => {
    const sorted = all.toSorted((a, b) => a - b);
    return { rescuer, count: sorted.length, p50Ms: percentile(sorted, 0.5), p99Ms: percentile(sorted, 0.99) };
  });
}
