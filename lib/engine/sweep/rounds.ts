import { Refusal } from '../../core/errors.ts';
import { findDue, findNeglected } from '../../jobs/neglected.ts';
import { reviveBulks } from '../bulk/revive.ts';
import { endAllOverdue } from '../deadlines.ts';
import { type ReviveDeps, reviveJob } from '../revive.ts';
import { DUE_AFTER_SECONDS, tellDue } from '../webhook/tell.ts';

/** Jobs read at once. */
const PAGE = 100;

/** What a round over all neglected jobs has done. */
export interface Rounds {
  /** Jobs that were sent for. */
  dispatched: number;
  /** Jobs whose deadline had passed. */
  ended: number;
  /** Forgotten events that were published. */
  announced: number;
  /** Jobs for which the queue or the database refused. */
  refused: number;
  /** False if the time ran out before the last job. */
  complete: boolean;
}

type Page = (after: string) => Promise<string[]>;

/** Calls `work` for every id of every page while there is time. @returns whether it came to the end. */
async function forEach(
  page: Page,
  goOn: () => boolean,
  work: (id: string) => Promise<void>,
): Promise<boolean> {
  for (let after = ''; ; ) {
    const ids = await page(after);
    for (const id of ids) {
      if (!goOn()) return false;
      await work(id);
    }
    const last = ids.at(-1);
    if (last === undefined || ids.length < PAGE) return true;
    after = last;
  }
}

/** Ends every overdue job, then looks after every neglected one and forgotten event. A job that fails does not stop the others. */
export async function makeRounds(deps: ReviveDeps, goOn: () => boolean): Promise<Rounds> {
  const { db, settings, log } = deps;
  const rounds: Rounds = { dispatched: 0, ended: 0, announced: 0, refused: 0, complete: true };
  const unlessRefused = async (job: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      rounds.refused++;
      log.error('neglected_job_not_helped', { job, code: error.code, error: error.message });
    }
  };
  const { watchdogGraceMs: graceMs, aliveMs } = settings;
  const neglected: Page = (after) => findNeglected(db, { graceMs, aliveMs, after, limit: PAGE });
  const due: Page = (after) => findDue(db, { seconds: DUE_AFTER_SECONDS, after, limit: PAGE });
  const revive = (id: string) =>
    unlessRefused(id, async () => {
      const revived = await reviveJob(deps, id);
      if (revived === 'sent_for') rounds.dispatched++;
      if (revived === 'over') rounds.ended++;
    });
  const announce = (id: string) =>
    unlessRefused(id, async () => {
      await tellDue(deps, id);
      rounds.announced++;
    });
  rounds.ended = await endAllOverdue(deps, goOn);
  await unlessRefused('bulk', async () => {
    rounds.dispatched += await reviveBulks(deps, null);
  });
  rounds.complete = (await forEach(neglected, goOn, revive)) && (await forEach(due, goOn, announce));
  return rounds;
}
