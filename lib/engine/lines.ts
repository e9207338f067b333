import type { View } from '../jobs/turn/turn.ts';
import type { StagePlan } from '../jobs/types.ts';
import type { EngineSettings } from './settings.ts';

const STEPS_PER_LINE = 25;
const MAX_LINES = 10;

/** An epoch begins with one line: whether its steps are worth more, only running them shows. */
export const FIRST_LINES: readonly string[] = ['0'];

/** The lines that so many steps are worth. A provider's budget caps them: more lines would only wait for it. */
export function linesFor(steps: number, concurrency: number, budget: number | null): string[] {
  const bySteps = Math.min(MAX_LINES, Math.max(1, Math.ceil(steps / STEPS_PER_LINE)));
  const byBudget = budget === null ? MAX_LINES : Math.max(1, Math.ceil(budget / concurrency));
  return Array.from({ length: Math.min(bySteps, byBudget) }, (_, i) => String(i));
}

/** The lines that the rest of the current stage is worth. */
export function linesWorth({
  stages,
  stage,
  stage_left,
  budget,
}: Pick<View, 'stages' | 'stage' | 'stage_left' | 'budget'>) {
  return linesFor(stage_left, stages[stage]?.concurrency ?? 1, budget);
}

type Waiting = Pick<View, 'now_ms' | 'next_due_ms' | 'any_lease_ms'>;

/** Whether there is something to do now: a step is due, or a lease has ended. */
export function hasWork({ now_ms: now, next_due_ms: due, any_lease_ms: lease }: Waiting): boolean {
  return (due !== null && due <= now) || (lease !== null && lease <= now);
}

/** When a job's next watchdog comes. */
export interface WatchTimes extends Pick<EngineSettings, 'watchdogPeriodMs' | 'watchdogLongestMs'> {
  /** The job's longest lease. */
  leaseMs: number;
  untilDeadlineMs: number;
  /** Until the first of the steps that the job waits for, if that is all it does; else 0. */
  waitMs: number;
}

/**
 * The watchdog's period in seconds: longer than any lease, as long as the job only waits for a known time, but
 * never later than just after the deadline.
 */
export function watchdogDelaySeconds(times: WatchTimes): number {
  const { watchdogPeriodMs: periodMs, watchdogLongestMs, leaseMs, untilDeadlineMs, waitMs } = times;
  const margin = Math.min(15_000, periodMs / 4);
  const longest = Math.max(periodMs, watchdogLongestMs);
  const period = Math.max(periodMs, leaseMs + margin, Math.min(longest, waitMs + margin));
  return Math.max(1, Math.ceil(Math.min(period, Math.max(0, untilDeadlineMs) + 1_000) / 1_000));
}

/** The delay of an epoch's first watchdog, in seconds. */
export function firstWatchdogSeconds(
  settings: Pick<EngineSettings, 'watchdogPeriodMs' | 'watchdogLongestMs'>,
  stages: readonly StagePlan[],
  deadlineSeconds: number,
): number {
  const times = { leaseMs: longestLease(stages), untilDeadlineMs: deadlineSeconds * 1000, waitMs: 0 };
  return watchdogDelaySeconds({ ...settings, ...times });
}

/** A job's longest lease in milliseconds. */
export function longestLease(stages: readonly StagePlan[]): number {
  return Math.max(...stages.map((stage) => stage.lease_ms));
}
