import type { JobsContext } from '../jobs/context.ts';
import type { Publisher } from './publisher.ts';

/** Dependencies of use cases outside a slice that publish messages. */
export interface EngineContext extends JobsContext {
  publisher: Pick<Publisher, 'start' | 'webhook'>;
}
