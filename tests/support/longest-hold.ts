/** The longest hold that any analysis of ours may have, in milliseconds. */
export const MOST_HOLD_MS = 100;

const nextTick = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Milliseconds of processor time of this thread: other processes do not lengthen it. */
function spentMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

async function oneRun(work: () => Promise<unknown>): Promise<number> {
  let [last, longest, on] = [spentMs(), 0, true];
  const tick = (): void => {
    const now = spentMs();
    longest = Math.max(longest, now - last);
    last = now;
    if (on) setImmediate(tick);
  };
  setImmediate(tick);
  await nextTick();
  last = spentMs();
  longest = 0;
  await work();
  await nextTick();
  on = false;
  return longest;
}

/**
 * The longest time for which `work` kept the event loop from turning, in milliseconds of processor time: of the best
 * of three runs, as collecting garbage and compiling add to single ones.
 */
export async function longestHoldOf(work: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && best > MOST_HOLD_MS; run++) best = Math.min(best, await oneRun(work));
  return best;
}
