import { sql } from 'drizzle-orm';
import { handOver } from '../../../lib/jobs/turn/hand-over.ts';
import type { StepOutcome } from '../../../lib/jobs/turn/turn.ts';
import { customer, pass, pauseOf, provider } from '../../support/customers.ts';
import { createdJob, jobsContext, turn } from '../../support/jobs.ts';
import { broken, type Scenario } from './world.ts';

const refused = (key: string, token: string): StepOutcome => ({
  key,
  token,
  stage: 0,
  result: 'refused',
  code: 'limited',
  message: 'HTTP 429',
  retryAfterMs: null,
});

/** What does not hold, as a list of violations. */
const unless = (holds: boolean, what: string): string[] => (holds ? [] : [what]);

/** One owner holds all that a provider takes; another comes. */
const twoOwners: Scenario = {
  name: 'two owners at one provider',
  play: async ({ url, db }) => {
    const context = jobsContext(url);
    await provider(db, { maxInFlight: 2 });
    const alice = await customer(context, 'alice', 20);
    const bob = await customer(context, 'bob', 2);
    await alice.turn();
    await bob.turn();
    const retaken = await alice.turn(1);
    return [
      ...unless(retaken === 0, 'alice took again what bob waited for'),
      ...unless((await bob.turn()) === 1, 'bob starved'),
    ];
  },
};

/** A job of many steps holds all that its owner gets; a job of one step comes. */
const twoJobs: Scenario = {
  name: 'a small job beside a large one of its owner',
  play: async ({ url, db }) => {
    const context = jobsContext(url);
    await provider(db, { maxInFlight: 2 });
    const large = await customer(context, 'ann', 50);
    const small = await customer(context, 'ann', 1);
    await large.turn();
    await small.turn();
    await large.turn(1);
    return unless((await small.turn()) === 1, 'the small job starved');
  },
};

/** A provider with a rate is asked faster than it takes. */
const hurry: Scenario = {
  name: 'a provider is asked faster than it takes',
  play: async ({ url, db }) => {
    await provider(db, { maxInFlight: 50, perSecond: 0.001, burst: 3 });
    const alice = await customer(jobsContext(url), 'alice', 50, 25);
    for (let n = 0; n < 3; n++) await alice.turn(alice.holds);
    return unless(alice.claimed === 3, `${alice.claimed} steps began where 3 may`);
  },
};

/** A provider refuses everybody, and goes on refusing after its pause. */
const ban: Scenario = {
  name: 'a provider refuses everybody',
  play: async ({ url, db, audit }) => {
    const context = jobsContext(url);
    await provider(db, { maxInFlight: 4 });
    const alice = await customer(context, 'alice', 20);
    const bob = await customer(context, 'bob', 20);
    await alice.turn();
    const during = (await alice.turn(4, refused)) + (await alice.turn()) + (await bob.turn());
    await pass(db, 6_000);
    const probes = (await bob.turn()) + (await alice.turn());
    const { rows } = await db.execute(sql`select key from steps where attempts > 0`);
    await (bob.holds > 0 ? bob : alice).turn(1, refused);
    const { left_ms } = await pauseOf(db);
    return [
      ...unless(during === 0, `${during} steps began in the pause`),
      ...unless(probes === 1, `${probes} steps began as probes`),
      ...unless(rows.length === 0, 'a refusal cost an attempt'),
      ...unless((left_ms ?? 0) > 8_000, 'the next pause was not longer'),
      ...(await broken(audit, ['stuck'])),
    ];
  },
};

/** The pause is over, and the first step succeeds. */
const reopened: Scenario = {
  name: 'a provider answers again',
  play: async ({ url, db }) => {
    await provider(db, { maxInFlight: 4 });
    const alice = await customer(jobsContext(url), 'alice', 20);
    await alice.turn();
    await alice.turn(4, refused);
    await pass(db, 6_000);
    await alice.turn();
    return unless((await alice.turn(1)) === 4, 'the provider stayed shut after its success');
  },
};

/** The watchdog's slice is held back by the provider, hands over, and its continuation comes. */
const continued: Scenario = {
  name: 'a slice on line w comes again after it has handed over',
  play: async ({ url, db }) => {
    const { id: jobId } = await createdJob(jobsContext(url), 2);
    const look = (run: string) =>
      turn(db, jobId, { claim: null, slice: { run, line: 'w', process: 'p', message: run } });
    await look('first');
    const usage = { messages: 1, roundTrips: 1, functionMs: 0 };
    await handOver(db, { jobId, run: 'first', usage, delaySeconds: 1 });
    const { view } = await look('second');
    return unless(view?.preceded === false, 'the continuation leaves its job to nobody');
  },
};

export const PROVIDER_SCENARIOS = [twoOwners, twoJobs, hurry, ban, reopened, continued];
