import type { Created } from './accept/earlier.ts';
import type { Rehearsal } from './accept/rehearse.ts';
import type { Submission } from './accept/submission.ts';
import type { EngineContext } from './context.ts';
import type { ScheduleQueue } from './schedules.ts';

/** What the engine offers to products. */
export interface Kernel {
  jobs: EngineContext;
  /** Plans a validated request and creates its job. @throws Refusal. */
  submit(submission: Submission): Promise<Created>;
  /** What `submit` would do; creates nothing. @throws Refusal as it would before it publishes. */
  rehearse(submission: Submission): Promise<Rehearsal>;
  scheduleQueue: ScheduleQueue;
  /** Public base URL, without a trailing slash. */
  appUrl: string;
}
