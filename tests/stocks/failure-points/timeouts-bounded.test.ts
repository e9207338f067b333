import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { describe, expect, test, vi } from 'vitest';
import { loadConfig } from '../../../lib/config.ts';
import { connect } from '../../../lib/db/client.ts';
import { sqlState } from '../../../lib/db/error-chain.ts';
import { ping } from '../../../lib/db/ping.ts';
import { isDatabaseAtFault } from '../../../lib/jobs/database-refusal.ts';
import { turn } from '../../support/jobs.ts';
import { guarded } from './support/guarded.ts';
import type { Own } from './support/own.ts';
import { stockJob } from './support/stocks.ts';

const BOUNDS = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'] as const;
type Bound = (typeof BOUNDS)[number];

/** Stand in for the configured seconds, so that nobody waits for them. */
const SHORT_MS: Record<Bound, number> = {
  statement_timeout: 1_000,
  lock_timeout: 300,
  idle_in_transaction_session_timeout: 300,
};
const UNANSWERED_MS = 300;
/** Whoever still waits after this long is not bounded. */
const ENDLESS_MS = 3_000;

/** For this database alone, and for connections opened from now on. */
const setHere = (own: Own, bound: Bound, value: string) =>
  own.query(`do $$ begin execute format('alter role current_user in database %I set ${bound} = ''${value}''',
    current_database()); end $$`);

async function withClient<T>(own: Own, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: own.directUrl });
  client.on('error', () => {});
  await client.connect();
  return work(client).finally(() => client.end());
}

async function configured(own: Own): Promise<Record<Bound, string>> {
  return withClient(own, async (client) => {
    const show = async (bound: Bound) => String((await client.query(`show ${bound}`)).rows[0]?.[bound]);
    return {
      statement_timeout: await show('statement_timeout'),
      lock_timeout: await show('lock_timeout'),
      idle_in_transaction_session_timeout: await show('idle_in_transaction_session_timeout'),
    };
  });
}

/** The bounds as a new connection has them; those of seconds are then made short, those without end stay so. */
async function shortened(own: Own) {
  const found = await configured(own);
  for (const bound of BOUNDS) if (found[bound] !== '0') await setHere(own, bound, `${SHORT_MS[bound]}ms`);
  return found;
}

/** How a wait ends: with which SQLSTATE, or not at all. */
async function endOf(wait: Promise<unknown>): Promise<string> {
  const end = wait.then(
    () => 'it came through',
    (error: unknown) => sqlState(error) ?? String(error),
  );
  return Promise.race([end, sleep(ENDLESS_MS, 'no end')]);
}

async function waitForLock(own: Own): Promise<string> {
  const { id } = await stockJob(own, ['AAA']);
  await own.query('begin');
  await own.query('select from jobs where id = $1 for update', [id]);
  const end = await endOf(turn(own.db, id));
  await own.query('rollback');
  return end;
}

async function waitInTransaction(own: Own): Promise<string> {
  return withClient(own, async (client) => {
    const ended = new Promise<never>((_, reject) => client.on('error', reject));
    await client.query('begin');
    return endOf(ended);
  });
}

/** What is configured, and how a long statement, a wait for a lock and an idle transaction end. */
async function waits(own: Own) {
  const found = await shortened(own);
  const [statement, lock, idle] = await Promise.all([
    endOf(own.db.execute(sql`select pg_sleep(5)`)),
    waitForLock(own),
    waitInTransaction(own),
  ]);
  return { ...found, statement, lock, idle };
}

const holds = {
  statement_timeout: '15s',
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '30s',
  statement: '57014',
  lock: '55P03',
  idle: '25P03',
};

guarded('no statement, no wait for a lock and no idle transaction is without a bound', {
  probe: waits,
  holds,
  guards: [
    {
      name: 'the bound of statements',
      drop: (own) => setHere(own, 'statement_timeout', '0'),
      sees: { ...holds, statement_timeout: '0', statement: 'no end' },
    },
    {
      name: 'the bound of waits for locks: the one of statements takes its place',
      drop: (own) => setHere(own, 'lock_timeout', '0'),
      sees: { ...holds, lock_timeout: '0', lock: '57014' },
    },
    {
      name: 'either',
      drop: async (own) => {
        await setHere(own, 'statement_timeout', '0');
        await setHere(own, 'lock_timeout', '0');
      },
      sees: { ...holds, statement_timeout: '0', lock_timeout: '0', statement: 'no end', lock: 'no end' },
    },
    {
      name: 'the bound of idle transactions',
      drop: (own) => setHere(own, 'idle_in_transaction_session_timeout', '0'),
      sees: { ...holds, idle_in_transaction_session_timeout: '0', idle: 'no end' },
    },
  ],
});

/** A database that takes the connection and never answers. */
async function unanswered(): Promise<{ end: string; away: boolean }> {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `postgresql://a:b@127.0.0.1:${address.port}/none`;
  let away = false;
  const asked = ping(connect({ url, applicationName: 'unstuck-test', timeoutMs: UNANSWERED_MS })).catch(
    (error) => {
      away = isDatabaseAtFault(error);
      throw new Error('it was given up');
    },
  );
  const end = await endOf(asked);
  server.close();
  return { end, away };
}

describe('a connection that is never answered', () => {
  test('is given up within the configured bound, as a database that is away', async () => {
    const { databaseTimeoutMs } = loadConfig({}).config;
    expect(databaseTimeoutMs).toBeLessThanOrEqual(15_000);
    expect(await unanswered()).toEqual({ end: 'Error: it was given up', away: true });
  });

  test('has no end without the signal of the client', async () => {
    const passing = globalThis.fetch;
    const spy = vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      const { signal: _, ...unbounded } = init ?? {};
      return passing(input, unbounded);
    });
    expect(await unanswered().finally(() => spy.mockRestore())).toEqual({ end: 'no end', away: false });
  });
});
