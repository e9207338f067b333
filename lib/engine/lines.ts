const STEPS_PER_LINE = 25;
const MAX_LINES = 10;

/** The lines a new stage starts with. A provider's budget caps them: more lines would only wait for it. */
export function linesFor(steps: number, concurrency: number, budget: number | null): string[] {
  const bySteps = Math.min(MAX_LINES, Math.max(1, Math.ceil(steps / STEPS_PER_LINE)));
  const byBudget = budget === null ? MAX_LINES : Math.max(1, Math.ceil(budget / concurrency));
  return Array.from({ length: Math.min(bySteps, byBudget) }, (_, i) => String(i));
}

/** The watchdog's period: longer than any lease, but no later than just after the deadline. */
export function watchdogDelaySeconds(periodMs: number, leaseMs: number, untilDeadlineMs: number): number {
  const margin = Math.min(15_000, periodMs / 4);
  const period = Math.max(periodMs, leaseMs + margin);
  return Math.max(1, Math.ceil(Math.min(period, untilDeadlineMs + 1_000) / 1_000));
}
