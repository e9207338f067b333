import { setTimeout as sleep } from 'node:timers/promises';
import { STRETCH_KINDS, type StretchKind } from './kinds.ts';
import type { FaultPlan } from './plan.ts';
import { seeded } from './random.ts';

/** Average pause between stretches and average length of one, in milliseconds; both vary by half. */
export interface Stretch {
  everyMs: number;
  lastsMs: number;
}

export type Stretches = Partial<Record<StretchKind, Stretch>>;

/**
 * Takes dependencies away for stretches, at seeded times, until stopped.
 * @returns stops; resolves when everything is there again.
 */
export function startStretches(
  seed: number,
  stretches: Stretches,
  plan: Pick<FaultPlan, 'setStretch'>,
): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const { signal } = stopped;
  const repeat = async (kind: StretchKind, { everyMs, lastsMs }: Stretch) => {
    const draw = seeded(seed, `stretch ${kind}`);
    try {
      for (;;) {
        await sleep(everyMs * (0.5 + draw()), undefined, { signal });
        plan.setStretch(kind, true);
        await sleep(lastsMs * (0.5 + draw()), undefined, { signal });
        plan.setStretch(kind, false);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      plan.setStretch(kind, false);
    }
  };
  const loops = STRETCH_KINDS.flatMap((kind) => {
    const stretch = stretches[kind];
    return stretch === undefined ? [] : [repeat(kind, stretch)];
  });
  const over = Promise.all(loops);
  over.catch(() => {});
  return {
    stop: async () => {
      stopped.abort();
      await over;
    },
  };
}
