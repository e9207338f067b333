import type { Worker } from 'node:worker_threads';

/** Some threads fill 300 MB a second. */
const EVERY_MS = 25;
const MB = 2 ** 20;

/**
 * How far V8's own limit of a thread lies beyond ours. Where a heap grows past it by 16 MB before its code can be
 * interrupted, V8 ends the whole process, which a heap of many small pieces does.
 */
const BEYOND_MB = 256;

/** For a thread that is watched by `whenFull`. @param mostMb what JavaScript may hold, MiB */
export const limitsOf = (mostMb: number) => ({ maxOldGenerationSizeMb: mostMb + BEYOND_MB });

/** Calls `full` when a thread's heap, with what is not collected yet, holds more. @returns ends the watch */
export function whenFull(
  worker: Pick<Worker, 'getHeapStatistics'>,
  mostMb: number,
  full: () => void,
): () => void {
  let isAsked = false;
  const look = async () => {
    if (isAsked) return;
    isAsked = true;
    try {
      const { used_heap_size: used } = await worker.getHeapStatistics();
      if (used > mostMb * MB) full();
    } catch {
      // It has ended, which whoever asks it sees.
    } finally {
      isAsked = false;
    }
  };
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Gives the memory of what a thread holds no more back at once. What is left at a thread's end V8 keeps for the next
 * thread for 8 s: 110 MB of a large file.
 */
export function giveMemoryBack(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
