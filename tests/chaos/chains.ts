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

/** An epoch (`job/epoch`), the latest generation of its watchdogs, and how many messages of that wait: its chains. */
interface Life {
  life: string;
  latest: number;
  chains: number;
}

function livesOf(open: PublishedMessage[]): Life[] {
  const lives = Map.groupBy(open.flatMap(waiting), ({ job, epoch }) => `${job}/${epoch}`);
  return [...lives].map(([life, all]) => {
    const latest = Math.max(...all.map(({ gen = 0 }) => gen));
    return { life, latest, chains: all.filter(({ gen = 0 }) => gen === latest).length };
  });
}

/** Follows the number of chains of every epoch. */
export interface ChainWatch {
  look(open: PublishedMessage[], at: number): void;
  /** Epochs with more than one chain for longer than a handover takes, with the most that were seen. */
  found(): string[];
  /** The most chains seen at once in one epoch. */
  most(): number;
}

/**
 * @param handoverMs how long a second one is tolerated.
 * @param beginningMs the same for first generations: each try of a request that is sent again brings one, and all but
 * one end with the first delivery.
 */
export function createChainWatch(handoverMs: number, beginningMs = handoverMs): ChainWatch {
  const since = new Map<string, { at: number; beginning: boolean }>();
  const found = new Map<string, number>();
  let most = 0;
  const note = ({ life, latest, chains }: Life, at: number) => {
    const beginning = latest === 1;
    const before = since.get(life);
    const first = before?.beginning === beginning ? before.at : at;
    since.set(life, { at: first, beginning });
    if (at - first >= (beginning ? beginningMs : handoverMs))
      found.set(life, Math.max(found.get(life) ?? 0, chains));
  };
  return {
    look: (open, at) => {
      const lives = livesOf(open);
      most = Math.max(most, ...lives.map(({ chains }) => chains));
      const several = lives.filter(({ chains }) => chains > 1);
      const now = new Set(several.map(({ life }) => life));
      for (const life of since.keys()) if (!now.has(life)) since.delete(life);
      for (const each of several) note(each, at);
    },
    found: () => [...found].map(([life, count]) => `${life} had ${count} chains of watchdogs`),
    most: () => most,
  };
}
