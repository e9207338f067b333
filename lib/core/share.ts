import { AsyncLocalStorage } from 'node:async_hooks';

/** Several times what the slices of a job of one post take. */
const SMALL_MS = 15;
/** So long is a job new; one that only waits does not slow others for longer. */
const NEW_MS = 1_000;
/** Times as long as a large one has worked it rests while a new one is here. */
const REST = 3;
/** What is done between two turns of the event loop takes little more, and less while a new job is here. */
const SLICE_MS = 5;
const SHORT_SLICE_MS = 2;

/** What a job, or a piece of work outside of one, has had of the event loop in this process. */
export class Share {
  readonly #since = performance.now();
  #spentMs = 0;

  get spentMs(): number {
    return this.#spentMs;
  }

  get isLarge(): boolean {
    return this.#spentMs > SMALL_MS;
  }

  isNew(now: number): boolean {
    return !this.isLarge && now < this.#since + NEW_MS;
  }

  spend(ms: number): void {
    this.#spentMs += ms;
    if (this.isLarge) restUntil = performance.now() + ms * REST;
  }
}

const here = new AsyncLocalStorage<Share>();
const jobs = new Set<Share>();
let restUntil = 0;

/** The share of the job that the caller works for, else a new one. */
export const shareHere = (): Share => here.getStore() ?? new Share();

/** Everything that `work` does and awaits counts as one job's. */
export async function inOwnShare<T>(work: () => Promise<T>): Promise<T> {
  const share = new Share();
  jobs.add(share);
  try {
    return await here.run(share, work);
  } finally {
    jobs.delete(share);
  }
}

/**
 * How long large work is to leave the event loop to others: while a new job is here, three times as long as it has just
 * had it. A small job goes through the loop dozens of times, and would each time wait for a piece of the large one.
 */
export function restOfLargeMs(): number {
  const now = performance.now();
  return now < restUntil && isNewHere(now) ? restUntil - now : 0;
}

function isNewHere(now: number): boolean {
  for (const job of jobs) if (job.isNew(now)) return true;
  return false;
}

/** How long work may go on before it takes its next turn. */
export const sliceMs = (): number => (isNewHere(performance.now()) ? SHORT_SLICE_MS : SLICE_MS);
