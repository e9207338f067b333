import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { z } from 'zod';
import { createKey } from '../lib/access/keys.ts';
import { systemClock } from '../lib/core/clock.ts';
import { randomIds } from '../lib/core/ids.ts';
import { silentLog } from '../lib/core/log.ts';
import { connect } from '../lib/db/client.ts';
import { type Figure, percentile } from './figures.ts';
import type { Sending, Sent } from './limits/send.ts';
import { withStack } from './stack.ts';

const OWNERS = 50;
const PER_SECOND = 200;
/** A minute of an owner; a fiftieth of all requests is 240. */
const PER_MINUTE = 300;
/** Requests that the abusive key has under way at all times. */
const ABUSED_AT_ONCE = 8;
/** Quiet and abuse take turns of so many seconds, so that the weather of the machine is both's. */
const TURN_SECONDS = 15;

/** More than that, and the machine does not carry 200 requests a second: then the ratio says nothing. */
const CARRIED_MS = 1_000;

interface Customer {
  key: string;
  job: string;
}

const sentSchema = z.object({ times: z.array(z.number()), statuses: z.record(z.string(), z.number()) });

async function sentBy(sending: Sending): Promise<Sent> {
  const worker = new Worker(new URL('./limits/send.ts', import.meta.url), { workerData: sending });
  const [sent] = await once(worker, 'message');
  return sentSchema.parse(sent);
}

/** An owner with a key in a row, and a job that has ended. */
async function customer(url: string, databaseUrl: string, n: number): Promise<Customer> {
  const db = connect({ url: databaseUrl, applicationName: 'unstuck-bench', timeoutMs: 10_000 });
  const context = {
    ...{ db, clock: systemClock, random: Math.random, ids: randomIds, log: silentLog },
    ...{ endOverdue: async () => {}, looked: () => {} },
  };
  const { secret: key } = await createKey(context, {
    ...{ owner: `owner-${n}`, name: 'bench', scopes: ['read', 'write'], expiresAt: null, createdBy: null },
  });
  const response = await fetch(`${url}/api/v1/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ kind: 'stocks', input: { symbols: ['SIM0'] } }),
  });
  const { id } = z.object({ id: z.string() }).parse(await response.json());
  return { key, job: id };
}

async function untilEnded(directUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: directUrl });
  await client.connect();
  try {
    for (;;) {
      const { rows } = await client.query(
        `select 1 from jobs where status in ('queued', 'processing') limit 1`,
      );
      if (rows.length === 0) return;
      await sleep(200);
    }
  } finally {
    await client.end();
  }
}

const askOf = ({ key, job }: Customer) => ({ key, path: `/api/v1/jobs/${job}` });

const together = (all: readonly Sent[]): Sent => ({
  times: all.flatMap(({ times }) => times),
  statuses: all.reduce<Record<string, number>>((sum, { statuses }) => {
    for (const [status, count] of Object.entries(statuses)) sum[status] = (sum[status] ?? 0) + count;
    return sum;
  }, {}),
});

const countOf = ({ times, statuses }: Sent, ...wanted: number[]): number =>
  wanted.length === 0 ? times.length : wanted.reduce((sum, status) => sum + (statuses[status] ?? 0), 0);

interface Measured {
  quiet: Sent;
  beside: Sent;
  abuser: Sent;
}

function figuresOf({ quiet, beside, abuser }: Measured, abusedSeconds: number): Figure[] {
  const p99 = { quiet: percentile(quiet.times, 0.99), beside: percentile(beside.times, 0.99) };
  const others = together([quiet, beside]);
  return [
    { name: 'requests of the others', value: countOf(others), unit: 'requests' },
    { name: 'others, quiet, p50', value: percentile(quiet.times, 0.5), unit: 'ms' },
    { name: 'others, quiet, p99', value: p99.quiet, unit: 'ms', budget: CARRIED_MS },
    { name: 'others, beside the abuser, p50', value: percentile(beside.times, 0.5), unit: 'ms' },
    { name: 'others, beside the abuser, p99', value: p99.beside, unit: 'ms' },
    { name: 'p99 beside the abuser to p99 quiet', value: p99.beside / p99.quiet, unit: 'times', budget: 2 },
    {
      name: 'others answered other than 200',
      value: countOf(others) - countOf(others, 200),
      unit: 'requests',
      budget: 0,
    },
    { name: 'the abuser’s requests', value: countOf(abuser) / abusedSeconds, unit: 'a second' },
    { name: 'of them answered 429', value: (100 * countOf(abuser, 429)) / countOf(abuser), unit: '%' },
    {
      name: 'of them answered neither 200 nor 429',
      value: countOf(abuser) - countOf(abuser, 200, 429),
      unit: 'requests',
      budget: 0,
    },
  ];
}

/**
 * 49 owners at their share of 200 requests a second, without and with one key that keeps sending far beyond its limit.
 * @param seconds of each; a minute unless something shorter will do.
 */
export async function benchLimits(seconds = 60): Promise<Figure[]> {
  return withStack({ REQUESTS_PER_MINUTE: String(PER_MINUTE) }, async (stack, directUrl) => {
    const { url } = stack;
    const databaseUrl = stack.env['DATABASE_URL'] ?? '';
    const customers: Customer[] = [];
    for (let n = 0; n < OWNERS; n++) customers.push(await customer(url, databaseUrl, n));
    await untilEnded(directUrl);
    const [abusive, ...others] = customers;
    if (!abusive) throw new Error('there is no abusive key');
    const pace = { perSecond: (PER_SECOND * others.length) / OWNERS };
    const turns = Math.max(1, Math.round(seconds / TURN_SECONDS));
    const asks = { url, asks: others.map(askOf), pace, seconds: seconds / turns };
    const abuse = { ...asks, asks: [askOf(abusive)], pace: { atOnce: ABUSED_AT_ONCE } };
    await sentBy({ ...asks, seconds: 2 });
    const quiet: Sent[] = [];
    const beside: Sent[] = [];
    const abuser: Sent[] = [];
    for (let n = 0; n < turns; n++) {
      quiet.push(await sentBy(asks));
      const [ofOthers, ofAbuser] = await Promise.all([sentBy(asks), sentBy(abuse)]);
      beside.push(ofOthers);
      abuser.push(ofAbuser);
    }
    const measured = { quiet: together(quiet), beside: together(beside), abuser: together(abuser) };
    return figuresOf(measured, seconds);
  });
}
