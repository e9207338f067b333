import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { Refused, send } from '../../api/call.ts';

export interface PickedOutcome {
  done: number;
  /** Why others were not, each reason once. */
  refused: string[];
}

const AT_ONCE = 5;

const requestOf = (action: 'retry' | 'cancel' | 'delete', id: string) =>
  action === 'delete'
    ? send(`/api/v1/jobs/${id}`, { method: 'DELETE' })
    : send(`/api/v1/jobs/${id}/${action}`, { method: 'POST', ...(action === 'cancel' ? { json: {} } : {}) });

/**
 * Does to each selected job what its own page does, a few at once.
 * @throws Unreachable: those before it are done.
 */
export async function actOnPicked(
  action: 'retry' | 'cancel' | 'delete',
  jobs: readonly JobJson[],
): Promise<PickedOutcome> {
  const queue = jobs.values();
  const refused = new Set<string>();
  let done = 0;
  const work = async () => {
    for (const { id } of queue) {
      try {
        await requestOf(action, id);
        done += 1;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refused.add(error.message);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { done, refused: [...refused] };
}
