import { backoffMs, SOON } from '../../core/retry.ts';
import { databaseNow } from '../../jobs/now.ts';
import type { Answer } from '../answer.ts';
import type { EngineDeps } from '../deps.ts';
import type { Message } from '../messages.ts';

/**
 * A message whose job, or epoch, does not exist: its creation is about to commit, or never will. Waits a moment (null:
 * look again), then asks for redelivery, and drops the message once no creation can commit any more.
 */
export async function waitForJob(
  { db, clock, random, settings, log }: EngineDeps,
  message: Message,
  waited: { sinceMs: number; tries: number },
): Promise<Answer | null> {
  if (waited.sinceMs < settings.waitForJobMs) {
    await clock.sleep(SOON.baseMs / 2 + backoffMs(SOON, waited.tries, random));
    return null;
  }
  const ageMs = (await databaseNow(db)) - message.at;
  if (ageMs < settings.orphanAfterMs) return { kind: 'again', reason: 'its job is not there yet', afterSeconds: 5 };
  log.warn('orphan_dropped', { job: message.job, epoch: message.epoch, age_ms: Math.round(ageMs) });
  return { kind: 'done', reason: 'its job was never created' };
}
