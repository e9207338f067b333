import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../../../lib/core/errors.ts';
import { cancelJob } from '../../../lib/engine/cancel.ts';
import { isTerminal } from '../../../lib/jobs/lifecycle.ts';
import type { StepOutcome } from '../../../lib/jobs/turn/turn.ts';
import { createdJob, done, IN_TIME, jobsContext, sliceOf, stagePlan, turn } from '../../support/jobs.ts';
import { broken, effectOf, endLeases, type Scenario, until } from './world.ts';

/** Leases that end when a scenario says so. */
const HOUR_MS = 3_600_000;

function commit(jobId: string, token: string, outcomes: StepOutcome[]) {
  return { token, outcomes, writes: [effectOf(jobId, token)], claim: null };
}

/** A slice outlives its lease, another takes its step, and the first comes back with its outcome. */
const zombie: Scenario = {
  name: 'a zombie commits',
  play: async ({ url, db, audit }) => {
    const stages = [stagePlan({ lease_ms: HOUR_MS, concurrency: 1 })];
    const { id } = await createdJob(jobsContext(url), 2, { stages });
    await turn(db, id, {
      token: 'dead',
      claim: { held: 0, aloneRoom: 2, aloneStartMs: 0, notAfterMs: IN_TIME },
    });
    await endLeases(db, id);
    await turn(db, id, { token: 'alive', slice: sliceOf('2') });
    await turn(db, id, commit(id, 'by-dead', [done('s0', 'dead')]));
    await turn(db, id, commit(id, 'by-alive', [done('s0', 'alive')]));
    return broken(audit, ['stuck']);
  },
};

/** A second slice arrives while the first one's leases hold. */
const heldLease: Scenario = {
  name: 'a second slice comes',
  play: async ({ url, db }) => {
    const { id } = await createdJob(jobsContext(url), 3, { stages: [stagePlan({ lease_ms: HOUR_MS })] });
    await turn(db, id, { token: 'first' });
    const { claimed } = await turn(db, id, { token: 'second', slice: sliceOf('1') });
    return claimed.map(({ key }) => `${key} was taken while its lease held`);
  },
};

const counted = z.object({ n: z.coerce.number() });

/** The queue refuses the messages of a new job. */
const refusedStart: Scenario = {
  name: 'the queue refuses a creation',
  play: async ({ url, audit }) => {
    const refuse = async () => {
      throw new Refusal('queue_unavailable', 'refused');
    };
    const refused = await createdJob(jobsContext(url, { start: refuse }), 1).then(
      () => false,
      () => true,
    );
    const [rows] = await audit.rows(counted, 'select count(*) as n from jobs');
    return [
      ...(refused ? [] : ['the job was accepted']),
      ...(rows?.n === 0 ? [] : ['a job is there without messages']),
    ];
  },
};

/** A finished job is cancelled. */
const lateCancel: Scenario = {
  name: 'a finished job is cancelled',
  play: async ({ url, db, audit }) => {
    const context = jobsContext(url);
    const { id, owner } = await createdJob(context, 1);
    await turn(db, id, { token: 'only' });
    await turn(db, id, commit(id, 'by-only', [done('s0', 'only')]));
    await cancelJob(context, owner, id).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
    return broken(audit);
  },
};

/** A slice commits after its job was cancelled. */
const lateCommit: Scenario = {
  name: 'a slice commits after the cancellation',
  play: async ({ url, db, audit }) => {
    const context = jobsContext(url);
    const { id, owner } = await createdJob(context, 2);
    await turn(db, id, { token: 'late' });
    await cancelJob(context, owner, id);
    await turn(db, id, commit(id, 'by-late', [done('s0', 'late'), done('s1', 'late')]));
    return broken(audit);
  },
};

/** A claim is resent because its response was lost. */
const repeatedClaim: Scenario = {
  name: 'a claim is sent twice',
  play: async ({ url, db }) => {
    const { id } = await createdJob(jobsContext(url), 20, { stages: [stagePlan({ lease_ms: HOUR_MS })] });
    const first = await turn(db, id, { token: 'same' });
    const second = await turn(db, id, { token: 'same' });
    const known = new Set(first.claimed.map(({ key }) => key));
    return second.claimed.flatMap(({ key }) => (known.has(key) ? [] : [`${key} was leased besides`]));
  },
};

/** One step kills any process that runs it; its neighbours do not. */
const poison: Scenario = {
  name: 'a poison step among innocents',
  play: async ({ url, db, audit }) => {
    const { id } = await createdJob(jobsContext(url), 5, { stages: [stagePlan({ lease_ms: HOUR_MS })] });
    let outcomes: StepOutcome[] = [];
    for (let n = 0; n < 40; n++) {
      const token = `poison-${n}`;
      const { claimed, view } = await turn(db, id, {
        token,
        outcomes,
        writes: [effectOf(id, token)],
        slice: { ...sliceOf('0'), run: token, process: token },
      });
      outcomes = [];
      if (view === null || isTerminal(view.status)) break;
      // What runs alone has a process of its own: there the poison kills nobody else.
      const dies = claimed.some(({ key, alone }) => key === 's0' && !alone);
      if (claimed.length === 0 || dies) await endLeases(db, id);
      else
        outcomes = claimed.map(
          ({ key }): StepOutcome =>
            key === 's0'
              ? { key, token, stage: 0, result: 'lost', message: 'It was killed.' }
              : done(key, token),
        );
    }
    const failed = await audit.rows(
      z.object({ key: z.string() }),
      `select key from steps where status = 'failed'`,
    );
    return [
      ...failed.flatMap(({ key }) => (key === 's0' ? [] : [`${key} paid for the poison of s0`])),
      ...(failed.length === 0 ? ['s0 never failed'] : []),
      ...(await broken(audit)),
    ];
  },
};

/** Holds its transaction open until there is a row in `chaos_gate`. */
const HELD_OPEN = sql.raw(`do $$ begin
  while not exists (select from chaos_gate) loop perform pg_sleep(0.02); end loop;
end $$`);

/** Two slices commit the last two steps at the same time. */
const twoCommits: Scenario = {
  name: 'the last two steps at once',
  play: async ({ url, db, audit }) => {
    const stages = [stagePlan({ concurrency: 1, lease_ms: HOUR_MS })];
    const { id } = await createdJob(jobsContext(url), 2, { stages });
    await turn(db, id, { token: 'a' });
    await turn(db, id, { token: 'b', slice: sliceOf('1') });
    await audit.rows(z.unknown(), 'create table chaos_gate ()');
    const busy = async (as: string) => {
      const [row] = await audit.rows(
        counted,
        `select count(*) as n from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and state = 'active' and ${as}`,
      );
      return row?.n === 1;
    };
    const slow = turn(db, id, {
      ...commit(id, 'by-a', [done('s0', 'a')]),
      writes: [effectOf(id, 'by-a'), HELD_OPEN],
    });
    await until('one commits', () => busy(`query like 'do %chaos_gate%'`));
    let over = false;
    const fast = turn(db, id, { ...commit(id, 'by-b', [done('s1', 'b')]), slice: sliceOf('1') }).finally(
      () => {
        over = true;
      },
    );
    await until('the other has come to the job', async () => over || busy(`wait_event_type = 'Lock'`));
    await audit.rows(z.unknown(), 'insert into chaos_gate default values');
    await Promise.all([slow, fast]);
    return broken(audit);
  },
};

export const TURN_SCENARIOS = [
  zombie,
  heldLease,
  refusedStart,
  lateCancel,
  lateCommit,
  repeatedClaim,
  poison,
  twoCommits,
];
