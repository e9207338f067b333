import { type Doubt, Refusal } from '../core/errors.ts';
import { failureOf, isTooLate } from '../db/errors.ts';
import { type JobsContext, retrying } from './context.ts';
import { databaseRefusal } from './database-refusal.ts';

/** How long the last look may take, in milliseconds. */
const LOOK_MS = 3_000;

type WriteContext = Pick<JobsContext, 'clock' | 'random'>;

/** What to do when nobody knows whether the write took effect. */
export interface InDoubt<T> {
  /** Reads what a write that took effect has left; null if it does not show. */
  look?(): Promise<T | null>;
  /** How to find out, and why sending the request again is safe: full sentences. */
  advice(): string;
  doubt?(): Doubt;
}

export interface Written<T> {
  value: T;
  /** True if an earlier try may have taken effect before the one that answered. */
  doubted: boolean;
}

type Seen<T> = { value: T | null } | 'no answer';

/** One try, so that whoever waits soon hears what is known. */
async function seenBy<T>({ clock }: WriteContext, look: () => Promise<T | null>): Promise<Seen<T>> {
  const stop = new AbortController();
  const late = clock.sleep(LOOK_MS, stop.signal).then(
    () => 'no answer' as const,
    () => 'no answer' as const,
  );
  try {
    return await Promise.race([look().then((value) => ({ value })), late]);
  } catch {
    return 'no answer';
  } finally {
    stop.abort(new Error('looked'));
  }
}

function unknown<T>({ advice, doubt }: InDoubt<T>, cause: unknown): Refusal {
  return new Refusal(
    'outcome_unknown',
    `The database did not answer in time: this may have been done, or may still be done. ${advice()}`,
    { cause, doubt: doubt?.() },
  );
}

/** Settles a write one of whose tries may have taken effect, or may still. @throws Refusal or the error. */
async function settled<T>(context: WriteContext, inDoubt: InDoubt<T>, error: unknown): Promise<Written<T>> {
  const seen = inDoubt.look ? await seenBy(context, inDoubt.look) : 'no answer';
  if (seen === 'no answer') throw unknown(inDoubt, error);
  if (seen.value !== null) return { value: seen.value, doubted: true };
  // Its time is over, and it does not show: it was not done, and cannot be any more.
  if (isTooLate(error)) throw error;
  throw unknown(inDoubt, error);
}

/**
 * Runs a write that may run twice, with the retry policy for calls. If a try may have taken effect and none
 * answers, looks once whether it has.
 * @throws Refusal `outcome_unknown`; `database_unavailable`, or another of `databaseRefusal`, only if nothing was
 * changed. Also throws what the database refuses.
 */
export async function write<T>(
  context: WriteContext,
  call: () => Promise<T>,
  inDoubt: InDoubt<T>,
): Promise<Written<T>> {
  let doubted = false;
  const noting = async () => {
    try {
      return await call();
    } catch (error) {
      doubted ||= failureOf(error) === 'unknown';
      throw error;
    }
  };
  try {
    const value = await retrying(context, noting);
    return { value, doubted };
  } catch (error) {
    if (doubted) return settled(context, inDoubt, error);
    throw databaseRefusal(error, 'Nothing was changed.') ?? error;
  }
}
