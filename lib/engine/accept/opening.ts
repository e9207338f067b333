import { assertRoomForJob, assertRoomForSteps, type Room } from '../../access/creation.ts';
import type { EngineContext } from '../context.ts';
import { FIRST_LINES, firstWatchdogSeconds } from '../lines.ts';
import type { JobPlan, NewJob } from './new-job.ts';

/** How a new job begins. */
export interface Opening {
  plan: JobPlan;
  /** Steps of the first stage. */
  ofFirst: number;
  lines: readonly string[];
  watchdogDelaySeconds: number;
  /** One for each line, and the watchdog's. */
  messages: number;
}

/**
 * Plans a new job within what its owner has left.
 * @throws Refusal `too_many_unfinished_jobs`, `steps_per_day_exceeded`, or from `plan`.
 */
export async function openingOf(
  { clock, settings }: Pick<EngineContext, 'clock' | 'settings'>,
  request: NewJob,
  room: Room,
): Promise<Opening> {
  assertRoomForJob(room);
  const plan = await request.plan();
  assertRoomForSteps(room, plan.steps.length, clock.now());
  const ofFirst = plan.steps.filter((step) => step.stage === 0).length;
  const watchdogDelaySeconds = firstWatchdogSeconds(settings, plan.stages, request.deadlineSeconds);
  return { plan, ofFirst, lines: FIRST_LINES, watchdogDelaySeconds, messages: FIRST_LINES.length + 1 };
}
