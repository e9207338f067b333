import type { JobsContext } from '../jobs/context.ts';
import type { Publisher } from './publisher.ts';

/** What the use cases that publish are given, outside of a slice. */
export interface EngineContext extends JobsContext {
  publisher: Pick<Publisher, 'start' | 'webhook'>;
}
