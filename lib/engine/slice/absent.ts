import { type Backoff, backoffMs } from '../../core/retry.ts';
import { databaseNow } from '../../db/now.ts';
import type { Answer } from '../answer.ts';
import type { EngineDeps } from '../deps.ts';
import type { SliceMessage, WatchdogMessage } from '../messages.ts';

/** A message often comes a few milliseconds before its job, which is inserted once the queue has taken the message. */
const APPEARS: Backoff = { baseMs: 10, capMs: 500 };

type Message = SliceMessage | WatchdogMessage;

/** Asks for redelivery while the job's creation may still commit; after that, drops the message. */
export async function againUnlessOrphan(
  { db, settings, log }: Pick<EngineDeps, 'db' | 'settings' | 'log'>,
  message: Message,
): Promise<Answer> {
  const ageMs = (await databaseNow(db)) - message.at;
  if (ageMs < settings.orphanAfterMs)
    return { kind: 'again', reason: 'the job does not exist yet', afterSeconds: 5 };
  log.warn('orphan_dropped', { job: message.job, epoch: message.epoch, age_ms: Math.round(ageMs) });
  return { kind: 'done', reason: 'the job was never created' };
}

/**
 * For a message whose job or epoch does not exist yet. Sleeps briefly and returns null (look again); after
 * `waitForJobMs` asks for redelivery; drops the message once no creation can commit any more.
 */
export async function waitForJob(
  deps: EngineDeps,
  message: Message,
  waited: { sinceMs: number; tries: number },
): Promise<Answer | null> {
  const { clock, random, settings } = deps;
  if (waited.sinceMs >= settings.waitForJobMs) return againUnlessOrphan(deps, message);
  await clock.sleep(APPEARS.baseMs / 2 + backoffMs(APPEARS, waited.tries, random));
  return null;
}
