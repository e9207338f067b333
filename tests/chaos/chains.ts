import { z } from 'zod';
import type { PublishedMessage } from '../../dev/qstash/counts.ts';

/** A watchdog's message; `gen` numbers a job's watchdogs within an epoch. */
const watchdog = z.looseObject({
  type: z.literal('watchdog'),
  job: z.string(),
  epoch: z.number(),
  gen: z.number().optional(),
});

/** A waiting watchdog. A message without a generation counts until its first delivery. */
function waiting({ state, body, deliveries }: PublishedMessage): z.infer<typeof watchdog>[] {
  if ((state !== 'CREATED' && state !== 'RETRY') || !body.includes('"watchdog"')) return [];
  const parsed = watchdog.safeParse(JSON.parse(body)).data;
  return parsed === undefined || (parsed.gen === undefined && deliveries > 0) ? [] : [parsed];
}

/** How many chains of watchdogs each epoch (`job/epoch`) has: the waiting messages of its latest generation. */
function watchdogChains(open: PublishedMessage[]): Map<string, number> {
  const lives = Map.groupBy(open.flatMap(waiting), ({ job, epoch }) => `${job}/${epoch}`);
  return new Map(
    [...lives].map(([life, all]) => {
      const latest = Math.max(...all.map(({ gen = 0 }) => gen));
      return [life, all.filter(({ gen = 0 }) => gen === latest).length];
    }),
  );
}

/** Follows the number of chains of every epoch. */
export interface ChainWatch {
  look(open: PublishedMessage[], at: number): void;
  /** Epochs with more than one chain for longer than a handover takes, with the most that were seen. */
  found(): string[];
  /** The most chains seen at once in one epoch. */
  most(): number;
}

/** @param handoverMs how long a second one is tolerated. */
export function createChainWatch(handoverMs: number): ChainWatch {
  const since = new Map<string, number>();
  const found = new Map<string, number>();
  let most = 0;
  const note = (life: string, count: number, at: number) => {
    const first = since.get(life) ?? at;
    since.set(life, first);
    if (at - first >= handoverMs) found.set(life, Math.max(found.get(life) ?? 0, count));
  };
  return {
    look: (open, at) => {
      const chains = watchdogChains(open);
      most = Math.max(most, ...chains.values());
      for (const life of since.keys()) if ((chains.get(life) ?? 0) <= 1) since.delete(life);
      for (const [life, count] of chains) if (count > 1) note(life, count, at);
    },
    found: () => [...found].map(([life, count]) => `${life} had ${count} chains of watchdogs`),
    most: () => most,
  };
}
