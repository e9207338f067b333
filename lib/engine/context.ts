import type { Limits } from '../access/limits.ts';
import type { JobsContext } from '../jobs/context.ts';
import type { WebhookDeps } from './deps.ts';
import type { Publisher } from './publisher.ts';
import type { ScheduleQueue } from './schedules.ts';
import type { EngineSettings } from './settings.ts';

/** Dependencies of use cases outside a slice that publish messages. */
export interface EngineContext extends JobsContext {
  publisher: Pick<Publisher, 'start' | 'webhook' | 'revive' | 'bulk'>;
  schedules: ScheduleQueue;
  settings: EngineSettings;
  /** Of owners without limits of their own. */
  limits: Limits;
  /** For the events of jobs that end while somebody looks at them. */
  webhooks: WebhookDeps;
  /** Public base URL, without a trailing slash. */
  appUrl: string;
}
