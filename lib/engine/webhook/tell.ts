import { reasonOf } from '../../db/error-text.ts';
import { query } from '../../jobs/context.ts';
import { type Publisher, webhookMessage } from '../publisher.ts';
import { announceDue, findDueEvents, handedOver } from './announce.ts';
import { type DeliverDeps, deliver } from './deliver.ts';

export interface TellDeps extends DeliverDeps {
  publisher: Pick<Publisher, 'webhook'>;
}

/** Whoever ends a job hands its event over; after this long it has not. */
export const DUE_AFTER_SECONDS = 60;

/** Jobs whose receivers are told at once. */
const AT_ONCE = 10;

/**
 * Tells the receiver of a job that ended without the queue: by an attempt of its own, since the queue may not reach
 * this deployment, and if that fails by a message. Does nothing if no event is due.
 * @throws Refusal `queue_unavailable`, `database_unavailable`; what is not told stays due.
 */
export async function tellDue(deps: TellDeps, jobId: string): Promise<void> {
  if (deps.webhooks.secret === null) return announceDue(deps, jobId);
  for (const event of await findDueEvents(deps, jobId)) {
    const answer = await deliver(deps, webhookMessage(event));
    if (answer.kind !== 'done') return announceDue(deps, jobId);
    await query(deps, () => deps.db.execute(handedOver(event, 0)));
  }
}

/** Tells the receivers of several jobs. Never throws: what fails is logged, and its event stays due. */
export async function tellAll(
  deps: TellDeps,
  jobIds: readonly string[],
  goOn: () => boolean = () => true,
): Promise<void> {
  const left = [...jobIds];
  const work = async () => {
    for (let id = left.shift(); id !== undefined && goOn(); id = left.shift()) {
      try {
        await tellDue(deps, id);
      } catch (error) {
        deps.log.warn('webhook_still_due', { job: id, error: reasonOf(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
