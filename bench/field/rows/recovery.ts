import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Row, Session, Trial, Value } from '../types.ts';
import { timed } from './drain.ts';
import { forPeers, NOT_LOCAL } from './notes.ts';

const JOBS = 20;
const STEPS = 100;
const STEP_MS = 20;
/** Steps that have run before the kill. */
const BEFORE = 200;
const LOOK_MS = 20;
const START_MS = 30_000;

const LOCKED =
  'jobs of a worker that died stay locked for four hours, unless somebody unlocks them (`resetLockedAt` of 0.18.0)';

const STUCK = forPeers(['graphile-local-queue', 'graphile'], LOCKED);

const ROWS: readonly Row[] = [
  {
    id: 'recovery',
    title: 'SIGKILL while 2,000 steps of 20 ms run: until all are done',
    unit: 's',
    better: 'less',
    none: NOT_LOCAL,
    over: STUCK,
    ahead: {
      dbos: 'its process is started again at once by the bench and resumes what was its own; ours waits for leases and redelivery, whoever is alive',
      'pg-boss': 'it was told to supervise every 5 s; ours waits for leases and redelivery',
    },
    note: 'Another process is started at once. Steps that had run are not counted again.',
  },
  {
    id: 'ran-twice',
    title: 'Steps that ran twice after the kill',
    unit: 'steps',
    better: 'less',
    none: NOT_LOCAL,
    ahead: forPeers(
      ['graphile-local-queue', 'graphile', 'pg-boss', 'dbos'],
      'fewer were running at the kill',
    ),
    note: 'Each peer promises to run a step at least once; results are stored once. Where not all were done in time, of those that were.',
  },
];

async function ran(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').slice(0, -1);
}

async function untilRunning(session: Session): Promise<void> {
  for (let waited = 0; (await ran(session.file)).length < BEFORE; waited += LOOK_MS) {
    if (waited > START_MS) throw new Error(`${session.peer.name}: ${BEFORE} steps did not run within 30 s.`);
    await sleep(LOOK_MS);
  }
}

/** Kills the worker in the middle of its work. */
export const recovery: Trial = {
  rows: ROWS,
  run: async (peer, open, { recoveryMs, lockedMs }): Promise<Record<string, Value>> => {
    const session = await open(peer);
    try {
      await timed(session, 'drain', { jobs: 2, steps: 10 });
      await session.call('begin', { jobs: JOBS, steps: STEPS, ms: STEP_MS }, z.unknown());
      await untilRunning(session);
      const killedAt = performance.now();
      await session.kill();
      // No need to see every minute of hours go by.
      const withinMs = STUCK[peer.id] === undefined ? recoveryMs : lockedMs;
      const ms = await timed(session, 'settled', { withinMs });
      const seconds = (performance.now() - killedAt) / 1_000;
      const lines = await ran(session.file);
      const missing = JOBS * STEPS - new Set(lines).size;
      if (ms !== null && missing > 0)
        throw new Error(`${peer.name} lost ${missing} steps, and says all are done.`);
      return {
        recovery: ms === null ? { over: withinMs / 1_000 } : seconds,
        'ran-twice': lines.length - new Set(lines).size,
      };
    } finally {
      await session.close();
    }
  },
};
