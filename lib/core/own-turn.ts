interface Waiting {
  spentMs: number;
  go: () => void;
}

const line: Waiting[] = [];
/** One turn in so many goes to who has waited longest, so that nothing waits for ever. */
const FOR_THE_FIRST = 4;
let turns = 0;
let isTurning = false;

function next(): Waiting | undefined {
  turns += 1;
  if (turns % FOR_THE_FIRST === 0) return line.shift();
  const least = line.reduce((best, { spentMs }, at) => (spentMs < (line[best]?.spentMs ?? 0) ? at : best), 0);
  return line.splice(least, 1)[0];
}

function turn(): void {
  next()?.go();
  isTurning = line.length > 0;
  if (isTurning) setImmediate(turn);
}

/**
 * Yields to the event loop; at most one caller continues per tick, as a rule the one that has had least time: a small job
 * does not queue behind each analysis of a large one (least attained service, Kleinrock 1976).
 * @param spentMs what the caller's work has had so far
 */
export function ownTurn(spentMs = 0): Promise<void> {
  return new Promise((go) => {
    line.push({ spentMs, go });
    if (isTurning) return;
    isTurning = true;
    setImmediate(turn);
  });
}
