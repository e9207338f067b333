import type { Log } from '../core/log.ts';

/** What a plan can limit of a message. */
export type Limited = 'retries' | 'delay';

/** The queue's plan takes less than this service asks for. Retries, or seconds of delay. */
export interface Lowered {
  what: Limited;
  asked: number;
  taken: number;
  /** The queue's own words. */
  words: string;
}

/** What the queue's plan is known to take, learnt from its refusals, once a process. */
export interface QueuePlan {
  /** The most of `asked` that the plan is not known to refuse. */
  atMost(what: Limited, asked: number): number;
  /** Notes that `asked` was refused. False if there is nothing less to try. */
  lower(what: Limited, asked: number, words: string): boolean;
  /** Notes that what is lowered by now was accepted: it is logged once. */
  confirm(): void;
  /** What is lowered and was accepted: for whoever tells the operator. */
  learnt(): readonly Lowered[];
}

/** What plans take, the most first: retries, and seconds of delay. */
const STEPS: Readonly<Record<Limited, readonly number[]>> = {
  retries: [20, 10, 5, 3, 2, 1, 0],
  delay: [604_800, 86_400, 3_600, 900, 300, 60, 0],
};

export function createQueuePlan(log: Log): QueuePlan {
  const lowered = new Map<Limited, Lowered>();
  const told = new Map<Limited, Lowered>();
  const atMost = (what: Limited, asked: number) => Math.min(asked, lowered.get(what)?.taken ?? asked);
  return {
    atMost,
    lower(what, asked, words) {
      if (atMost(what, asked) < asked) return true;
      const taken = STEPS[what].find((step) => step < asked);
      if (taken === undefined) return false;
      lowered.set(what, { what, asked: lowered.get(what)?.asked ?? asked, taken, words });
      return true;
    },
    confirm() {
      for (const [what, now] of lowered) {
        if (told.get(what)?.taken === now.taken) continue;
        told.set(what, now);
        log.warn('queue_plan_takes_less', { ...now });
      }
    },
    learnt: () => [...told.values()],
  };
}
