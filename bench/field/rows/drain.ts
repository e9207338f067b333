import { z } from 'zod';
import type { Row, Session, Sizes, Value } from '../types.ts';
import { forPeers, NOT_LOCAL } from './notes.ts';

const LONG = 100;
const timing = z.object({ ms: z.number().nullable() });

/** Milliseconds of a call that ends when all is done; null if that took longer than two minutes or `withinMs`. */
export async function timed(session: Session, method: string, options: object): Promise<number | null> {
  return (await session.call(method, options, timing)).ms;
}

/** @throws Error if the peer was not done in two minutes */
export async function timedToEnd(session: Session, method: string, options: object): Promise<number> {
  const ms = await timed(session, method, options);
  if (ms === null) throw new Error(`${session.peer.name} was not done with ${method} in two minutes.`);
  return ms;
}

export const DRAIN_ROWS: readonly Row[] = [
  {
    id: 'drain',
    title: 'Drain, jobs of 100 steps',
    unit: 'steps/s',
    better: 'more',
    none: NOT_LOCAL,
    ahead: forPeers(
      ['graphile-local-queue', 'graphile', 'pg-boss'],
      'a queue without steps or a record of jobs: nothing ties its jobs together, and ours goes through HTTP, a signed callback and a function',
    ),
    note: 'From the first submission until the last result is stored. Queues have no steps: a step is a job of its own there.',
  },
  {
    id: 'drain-jobs',
    title: 'Drain, jobs of one step',
    unit: 'jobs/s',
    better: 'more',
    none: NOT_LOCAL,
    ahead: {
      ...forPeers(
        ['graphile-local-queue', 'graphile', 'pg-boss'],
        'its jobs are inserted by the thousand; each of ours is a request, two messages and a job row of its own',
      ),
      dbos: 'a job of ours is accepted over HTTP and has its messages before it is stored; there a row is inserted',
    },
  },
  {
    id: 'wal',
    title: 'Write-ahead log',
    unit: 'bytes/step',
    better: 'less',
    none: NOT_LOCAL,
    ahead: forPeers(
      ['graphile-local-queue', 'graphile', 'pg-boss', 'dbos'],
      'it writes fewer columns and indexes a step: ours keeps what the step did, by which line and in which order',
    ),
    note: 'Of the drain of jobs of 100 steps, after a checkpoint.',
  },
];

/** Steps a second of so many jobs of 100 steps. */
export async function drainRate(session: Session, jobs: number): Promise<number> {
  const ms = await timedToEnd(session, 'drain', { jobs, steps: LONG });
  return ((jobs * LONG) / ms) * 1_000;
}

export async function measureDrain(session: Session, { drain }: Sizes): Promise<Record<string, Value>> {
  await session.checkpoint();
  const before = await session.walBytes();
  const rate = await drainRate(session, drain.long);
  const wal = (await session.walBytes()) - before;
  await session.checkpoint();
  const ms = await timedToEnd(session, 'drain', { jobs: drain.short, steps: 1 });
  return { drain: rate, 'drain-jobs': (drain.short / ms) * 1_000, wal: wal / (drain.long * LONG) };
}
