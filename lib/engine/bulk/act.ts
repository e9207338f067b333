import { isServiceFault, Refusal } from '../../core/errors.ts';
import { errorText } from '../../db/error-text.ts';
import { cancelJob } from '../cancel.ts';
import type { EngineContext } from '../context.ts';
import { type Release, removeJob } from '../remove.ts';
import { retryJob } from '../retry.ts';
import type { Acting, Bulk } from './types.ts';

export interface BulkDeps {
  context: EngineContext;
  releases: readonly Release[];
}

/** What became of one job. */
export type Acted = { id: string } & (
  | { result: 'done' }
  | { result: 'skipped' | 'failed'; code: string; message: string }
);

async function change({ context, releases }: BulkDeps, { owner, action }: Bulk, { id, epoch }: Acting) {
  switch (action) {
    case 'retry':
      return retryJob(context, { owner, id, all: false, epoch });
    case 'cancel':
      return cancelJob(context, owner, id);
    case 'delete':
      return removeJob(context, { owner, id, releases });
  }
}

/**
 * Changes one job as its single route would. Once more after a death this finds it changed, and changes nothing.
 * @throws Refusal of the service: to be tried again.
 */
export async function act(deps: BulkDeps, bulk: Bulk, acting: Acting): Promise<Acted> {
  const { id } = acting;
  try {
    await change(deps, bulk, acting);
    return { id, result: 'done' };
  } catch (error) {
    if (!(error instanceof Refusal)) {
      deps.context.log.error('bulk_job_failed', { bulk: bulk.id, job: id, error: errorText(error) });
      return { id, result: 'failed', code: 'unexpected_error', message: 'The error is in the log.' };
    }
    const { code, message } = error;
    if (isServiceFault(code)) throw error;
    if (code === 'not_found' && bulk.action === 'delete') return { id, result: 'done' };
    return { id, result: 'skipped', code, message };
  }
}
