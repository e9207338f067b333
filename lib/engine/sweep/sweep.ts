import { transact } from '../../db/client.ts';
import { retrying } from '../../jobs/context.ts';
import type { Answer } from '../answer.ts';
import type { MessageReader } from '../message-reader.ts';
import type { ReviveDeps } from '../revive.ts';
import { disarmStatements, type SweeperDeps, sweeperId, sweeperStatement, toSweeper } from './arm.ts';
import { parseSweep } from './message.ts';
import { makeRounds } from './rounds.ts';

export type SweepDeps = ReviveDeps & SweeperDeps;

/** Removes this sweep's schedule if it has nothing left to look after, or if a later one has taken over. */
async function leaveIfDone(deps: SweepDeps, generation: number): Promise<boolean> {
  const { db, schedules, appUrl } = deps;
  const results = await retrying(deps, () =>
    transact(db, [...disarmStatements(appUrl, generation), sweeperStatement(appUrl, { hold: false })]),
  );
  const present = toSweeper(results[2]?.[0]);
  const goesOn = present?.armed === true && present.generation <= generation;
  if (goesOn) return false;
  await schedules.remove(sweeperId(appUrl, generation));
  return true;
}

/**
 * The net under all other messages of a job: comes by a schedule that exists only while jobs are unfinished,
 * and asks for redelivery as long as the queue refuses what it sends.
 */
async function sweep(deps: SweepDeps, generation: number): Promise<Answer> {
  const { clock, settings, log } = deps;
  const until = clock.passed() + settings.sliceBudgetMs;
  const rounds = await makeRounds(deps, () => clock.passed() < until);
  if (rounds.dispatched + rounds.ended + rounds.announced + rounds.refused > 0)
    log.warn('swept', { ...rounds });
  if (rounds.refused > 0)
    return { kind: 'again', reason: 'some jobs could not be helped yet', afterSeconds: null };
  if (!rounds.complete)
    return { kind: 'again', reason: 'there are more jobs to look after', afterSeconds: 1 };
  const left = await leaveIfDone(deps, generation);
  return { kind: 'done', reason: left ? 'nothing is left to look after' : 'looked after every job' };
}

/** Reads the sweeper's messages. An exhausted one needs nothing: the schedule goes on. */
export function sweepReader(deps: SweepDeps): MessageReader {
  return (body) => {
    const generation = parseSweep(body);
    if (generation === null) return null;
    return {
      handle: () => sweep(deps, generation),
      exhausted: () => ({ kind: 'done', reason: 'the next sweep comes by its schedule' }),
    };
  };
}
