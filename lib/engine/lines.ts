const STEPS_A_LANE = 25;
const MOST_LANES = 10;

/**
 * The lines over which a stage is spread. A stage whose provider allows few requests at once gets no more lanes
 * than can be busy.
 */
export function linesFor(steps: number, concurrency: number, budget: number | null): string[] {
  const bySteps = Math.min(MOST_LANES, Math.max(1, Math.ceil(steps / STEPS_A_LANE)));
  const byBudget = budget === null ? MOST_LANES : Math.max(1, Math.ceil(budget / concurrency));
  return Array.from({ length: Math.min(bySteps, byBudget) }, (_, i) => String(i));
}

/** How long the watchdog sleeps: longer than any lease, and at latest until just after the deadline. */
export function watchdogDelaySeconds(periodMs: number, leaseMs: number, untilDeadlineMs: number): number {
  const margin = Math.min(15_000, periodMs / 4);
  const period = Math.max(periodMs, leaseMs + margin);
  return Math.max(1, Math.ceil(Math.min(period, untilDeadlineMs + 1_000) / 1_000));
}
