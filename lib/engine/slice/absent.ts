import { and, eq, gte } from 'drizzle-orm';
import { type Backoff, backoffMs } from '../../core/retry.ts';
import { databaseNow } from '../../db/now.ts';
import { retrying } from '../../jobs/context.ts';
import { jobs } from '../../jobs/db-schema.ts';
import type { Answer } from '../answer.ts';
import type { EngineDeps } from '../deps.ts';
import type { SliceMessage, WatchdogMessage } from '../messages.ts';

/** A message often comes a few milliseconds before its job, which is inserted once the queue has taken the message. */
const APPEARS: Backoff = { baseMs: 10, capMs: 80 };

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

async function isThere({ db }: Pick<EngineDeps, 'db'>, { job, epoch }: SliceMessage): Promise<boolean> {
  const found = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.id, job), gte(jobs.epoch, epoch)));
  return found.length > 0;
}

/** What came of waiting for a job. */
interface Waited {
  /** Null once the job is there. */
  answer: Answer | null;
  roundTrips: number;
}

/**
 * For a message whose job or epoch does not exist yet. Looks for it, which costs less than a turn, until it is there;
 * after `waitForJobMs` asks for redelivery; drops the message once no creation can commit any more.
 */
export async function waitForJob(deps: EngineDeps, message: SliceMessage): Promise<Waited> {
  const { clock, random, settings } = deps;
  const from = clock.passed();
  for (let tries = 1; clock.passed() - from < settings.waitForJobMs; tries++) {
    await clock.sleep(APPEARS.baseMs / 2 + backoffMs(APPEARS, tries, random));
    if (await retrying(deps, () => isThere(deps, message))) return { answer: null, roundTrips: tries };
  }
  return { answer: await againUnlessOrphan(deps, message), roundTrips: 0 };
}
