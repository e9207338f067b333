import { restOfLargeMs, type Share, shareHere } from './share.ts';

interface Waiting {
  share: Share;
  go: () => void;
}

const line: Waiting[] = [];
/** One turn in so many goes to who has waited longest, so that nothing waits for ever. */
const FOR_THE_FIRST = 4;
/** What takes next to no time, as a step that only sends a request, need not wait for a tick each. */
const TOGETHER_MS = 0.5;
let turns = 0;
let isTurning = false;
let isResting = false;

function next(ready: readonly Waiting[]): Waiting | undefined {
  turns += 1;
  if (turns % FOR_THE_FIRST === 0) return ready[0];
  return ready.reduce<Waiting | undefined>(
    (least, one) => (least && least.share.spentMs <= one.share.spentMs ? least : one),
    undefined,
  );
}

function tick(): void {
  turn(performance.now() + TOGETHER_MS);
}

function turn(untilMs: number): void {
  const restMs = restOfLargeMs();
  const chosen = next(restMs > 0 ? line.filter(({ share }) => !share.isLarge) : line);
  if (chosen) line.splice(line.indexOf(chosen), 1);
  chosen?.go();
  isTurning = chosen !== undefined && line.length > 0;
  // After what the chosen one does at once.
  if (isTurning) queueMicrotask(() => (performance.now() < untilMs ? turn(untilMs) : setImmediate(tick)));
  else if (line.length > 0) rest(restMs);
}

function begin(): void {
  if (isTurning) return;
  isTurning = true;
  setImmediate(tick);
}

/** All that wait are large, and a new job is here. */
function rest(ms: number): void {
  if (isResting) return;
  isResting = true;
  setTimeout(() => {
    isResting = false;
    if (line.length > 0) begin();
  }, ms);
}

/**
 * Yields to the event loop; callers continue one per tick, or as many as do next to nothing. As a rule it is the one whose
 * job has had least time: a small job does not queue behind each analysis of a large one (least attained service,
 * Kleinrock 1976). While a new job is here, large ones have a quarter of the time at most.
 */
export function ownTurn(share: Share = shareHere()): Promise<void> {
  return new Promise((go) => {
    line.push({ share, go });
    begin();
  });
}
