import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { systemClock } from '../../../lib/core/clock.ts';
import type { WatchdogMessage } from '../../../lib/engine/messages.ts';
import { reviveJob } from '../../../lib/engine/revive.ts';
import { needsRescue } from '../../../lib/engine/watchdog.ts';
import { peekJob } from '../../../lib/jobs/peek.ts';
import type { StepOutcome } from '../../../lib/jobs/turn/turn.ts';
import { createdJob, done, jobsContext, sliceOf, stagePlan, turn } from '../../support/jobs.ts';
import { sliceOnce, watchOnce } from './by-hand.ts';
import { broken, endLeases, type Scenario } from './world.ts';

/** Longer than any machine takes for a scenario: leases and signs of life end when it says so. */
const HOUR_MS = 3_600_000;
const counted = z.object({ n: z.coerce.number() });

/** Nobody has worked on the job for ten minutes, and its watchdog should have come long ago. */
const abandoned = (id: string) => sql`update jobs set created_at = created_at - interval '10 minutes',
  watch_at = watch_at - interval '10 minutes' where id = ${id}`;

const watchdog = (job: string, gen: number): WatchdogMessage => ({
  v: 1,
  type: 'watchdog',
  job,
  epoch: 1,
  line: 'w',
  at: 0,
  gen,
});

/** A job of quick steps that the harness's analyzer can run. */
function quickJob(url: string, count: number) {
  const symbols = Array.from({ length: count }, (_, i) => `OK-${i}`);
  const steps = symbols.map((key) => ({ stage: 0, key }));
  const stages = [0, 1, 2].map((i) => stagePlan({ name: `stage-${i}`, share: 1 / 3, lease_ms: HOUR_MS }));
  return createdJob(jobsContext(url), count, { input: { symbols }, steps, stages });
}

/** The watchdog's message comes again after its successor has come. */
const olderWatchdog: Scenario = {
  name: 'an older watchdog comes again',
  play: async ({ url }) => {
    const { id } = await createdJob(jobsContext(url), 1);
    const armed: number[] = [];
    for (const gen of [1, 2, 1, 1]) await watchOnce(url, watchdog(id, gen), (next) => armed.push(next));
    return armed.length === 2 ? [] : [`four watchdogs of one chain armed ${armed.length} more: ${armed}`];
  },
};

/** A watchdog looks at a job whose one slice works through a provider's budget. */
const healthyJob: Scenario = {
  name: 'a watchdog looks at a job that is well',
  play: async ({ url, db }) => {
    const stages = [stagePlan({ concurrency: 4, provider: 'narrow', lease_ms: HOUR_MS })];
    const { id } = await createdJob(jobsContext(url), 300, {
      stages,
      budgets: { narrow: { maxInFlight: 4 } },
    });
    await turn(db, id, { token: 'works' });
    const view = await peekJob(db, id, HOUR_MS);
    if (!view) return ['there is no job'];
    const asked = [true, false].filter((movedSince) => needsRescue({ view, movedSince }));
    return asked.length === 0 ? [] : ['one slice more was sent for a job whose slice is alive'];
  },
};

/** Ten readers see a job that nobody works on. */
const manyReaders: Scenario = {
  name: 'ten look at a deserted job at once',
  play: async ({ url, db }) => {
    let sent = 0;
    // The queue is slow, so that all ten have looked before the first is done.
    const context = jobsContext(url, {
      revive: async () => {
        sent++;
        await systemClock.sleep(1_000);
      },
    });
    const { id } = await createdJob(context, 2);
    await db.execute(abandoned(id));
    await Promise.all(Array.from({ length: 10 }, () => reviveJob(context, id)));
    await reviveJob(context, id);
    return sent === 1 ? [] : [`slices and watchdogs were sent ${sent} times`];
  },
};

/** The queue refuses a revival, and takes the next. */
const refusedRevival: Scenario = {
  name: 'the queue refuses a revival',
  play: async ({ url, db }) => {
    const context = jobsContext(url);
    const { id } = await createdJob(context, 2);
    await db.execute(abandoned(id));
    const refusing = jobsContext(url, {
      revive: async () => {
        throw new Error('refused');
      },
    });
    await reviveJob(refusing, id).catch(() => {});
    await reviveJob(context, id);
    return context.revived.length === 1 ? [] : ['after a refusal nobody could send for the job'];
  },
};

/** A turn reaches the database after its slice has stopped waiting for it. */
const lateTurn: Scenario = {
  name: 'a turn comes later than its slice waits',
  play: async ({ url, db, audit }) => {
    const { id } = await createdJob(jobsContext(url), 3);
    const before = Date.now() - 1;
    await turn(db, id, {
      token: 'late',
      claim: { held: 0, aloneRoom: 2, aloneStartMs: 0, notAfterMs: before },
    });
    const [row] = await audit.rows(counted, `select count(*) as n from steps where status = 'running'`);
    return row?.n === 0 ? [] : [`${row?.n} steps are leased to nobody`];
  },
};

/** A claim of a suspect commits, and its answer is lost, again and again. */
const claimsUnheard: Scenario = {
  name: 'claims are lost on their way back',
  play: async ({ url, db, audit }) => {
    const { id } = await createdJob(jobsContext(url), 1, { stages: [stagePlan({ lease_ms: HOUR_MS })] });
    for (let n = 0; n < 6; n++) {
      await turn(db, id, { token: `unheard-${n}` });
      await endLeases(db, id);
    }
    const { claimed } = await turn(db, id, { token: 'heard' });
    await turn(db, id, { claim: null, outcomes: claimed.map(({ key }): StepOutcome => done(key, 'heard')) });
    const failed = await audit.rows(
      z.object({ key: z.string() }),
      `select key from steps where status = 'failed'`,
    );
    return failed.map(({ key }) => `${key} failed for deaths of functions that never ran it`);
  },
};

/** The line of the watchdog comes to a job whose own lines are alive. */
const spareLine: Scenario = {
  name: 'a watchdog’s slice comes to a job that is well',
  play: async ({ url, db, audit }) => {
    const { id } = await quickJob(url, 10);
    await turn(db, id, { token: 'works', slice: sliceOf('0') });
    const answer = await sliceOnce(url, id, 'w');
    if (answer.kind !== 'done') return [`it was answered with ${answer.reason}`];
    const [row] = await audit.rows(
      counted,
      `select count(*) as n from steps where line = 'w' or status = 'done'`,
    );
    return [
      ...(row?.n === 0 ? [] : ['it took steps beside the line that works']),
      ...(await broken(audit, ['stuck'])),
    ];
  },
};

/** After an outage the slices of several revivals come at once. */
const wave: Scenario = {
  name: 'the slices of two revivals come at once',
  play: async ({ url, db, audit }) => {
    const { id } = await quickJob(url, 60);
    await turn(db, id, { token: 'first', slice: sliceOf('w') });
    const answer = await sliceOnce(url, id, 'w');
    const [row] = await audit.rows(counted, `select count(*) as n from steps where status = 'running'`);
    return [
      ...(answer.kind === 'done' ? [] : [`the second was answered with ${answer.reason}`]),
      ...(row?.n === 5 ? [] : ['the second worked beside the first']),
    ];
  },
};

/** A slice of the watchdog's line dies, and its message comes again. */
const ownDeadRescue: Scenario = {
  name: 'a watchdog’s slice comes again after its own death',
  play: async ({ url, db, audit }) => {
    const { id } = await quickJob(url, 8);
    await turn(db, id, { token: 'dead', slice: { ...sliceOf('w'), message: 'msg_by_hand' } });
    await endLeases(db, id);
    await sliceOnce(url, id, 'w');
    const [row] = await audit.rows(counted, `select done as n from jobs`);
    return row?.n === 8 ? [] : [`it left ${8 - (row?.n ?? 0)} steps to nobody`];
  },
};

export const WEATHER_SCENARIOS = [
  wave,
  ownDeadRescue,
  olderWatchdog,
  healthyJob,
  manyReaders,
  refusedRevival,
  lateTurn,
  claimsUnheard,
  spareLine,
];
