import { backoffMs, SOON } from '../../core/retry.ts';
import { databaseNow } from '../../db/now.ts';
import type { Answer } from '../answer.ts';
import type { EngineDeps } from '../deps.ts';
import type { Message } from '../messages.ts';

/** Asks for redelivery as long as a creation may still commit; after that the message belongs to nothing. */
export async function againUnlessOrphan(
  { db, settings, log }: Pick<EngineDeps, 'db' | 'settings' | 'log'>,
  message: Message,
): Promise<Answer> {
  const ageMs = (await databaseNow(db)) - message.at;
  if (ageMs < settings.orphanAfterMs)
    return { kind: 'again', reason: 'its job is not there yet', afterSeconds: 5 };
  log.warn('orphan_dropped', { job: message.job, epoch: message.epoch, age_ms: Math.round(ageMs) });
  return { kind: 'done', reason: 'its job was never created' };
}

/**
 * A message whose job, or epoch, does not exist: its creation is about to commit, or never will. Waits a moment (null:
 * look again), then asks for redelivery, and drops the message once no creation can commit any more.
 */
export async function waitForJob(
  deps: EngineDeps,
  message: Message,
  waited: { sinceMs: number; tries: number },
): Promise<Answer | null> {
  const { clock, random, settings } = deps;
  if (waited.sinceMs >= settings.waitForJobMs) return againUnlessOrphan(deps, message);
  await clock.sleep(SOON.baseMs / 2 + backoffMs(SOON, waited.tries, random));
  return null;
}
