import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import { withClient } from '../../../dev/postgres/admin.ts';
import { loadConfig } from '../../../lib/config.ts';
import { connect } from '../../../lib/db/client.ts';
import { sqlState } from '../../../lib/db/error-chain.ts';
import { isDatabaseAtFault } from '../../../lib/jobs/database-refusal.ts';
import { turn } from '../../support/jobs.ts';
import { guarded } from './support/guarded.ts';
import type { Own } from './support/own.ts';
import { stockJob } from './support/stocks.ts';
import { type Patch, patched } from './support/wire.ts';

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

/** The statement with which the service bounds each of its transactions, with another value. */
const bounds = (name: Bound, value: string): Patch => ({
  where: /set_config\(/,
  find: new RegExp(`'${name}', '\\d+'`),
  replace: `'${name}', '${value}'`,
});

/** The bounds as a transaction of the service has them. */
async function configured(own: Own): Promise<Record<Bound, string>> {
  const show = async (bound: Bound) => {
    const { rows } = await own.db.execute(sql`select current_setting(${bound}) as value`);
    return String(rows[0]?.['value']);
  };
  return {
    statement_timeout: await show('statement_timeout'),
    lock_timeout: await show('lock_timeout'),
    idle_in_transaction_session_timeout: await show('idle_in_transaction_session_timeout'),
  };
}

/** As another app has them that connects by the same role. */
async function ofOthers(own: Own): Promise<string[]> {
  return withClient(own.directUrl, async (client) => {
    const shown: string[] = [];
    for (const bound of BOUNDS) shown.push((await client.query(`show ${bound}`)).rows[0]?.[bound]);
    return shown;
  });
}

/** Those of seconds are made short, those without end stay so. */
const shortened = (found: Record<Bound, string>): Patch[] =>
  BOUNDS.filter((bound) => found[bound] !== '0').map((bound) => bounds(bound, `${SHORT_MS[bound]}`));

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

/** What is configured, and how a long statement and a wait for a lock end. */
async function waits(own: Own) {
  const found = await configured(own);
  const patches = shortened(found);
  const [statement, lock] = await patched(patches, () =>
    Promise.all([endOf(own.db.execute(sql`select pg_sleep(5)`)), waitForLock(own)]),
  );
  return { ...found, statement, lock, others: await ofOthers(own) };
}

const holds = {
  statement_timeout: '15s',
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '30s',
  statement: '57014',
  lock: '55P03',
  others: ['0', '0', '0'],
};

guarded(
  'no statement, no wait for a lock and no idle transaction is without a bound, for this service alone',
  {
    probe: waits,
    holds,
    guards: [
      {
        name: 'the bound of statements',
        patch: [bounds('statement_timeout', '0')],
        sees: { ...holds, statement_timeout: '0', statement: 'no end' },
      },
      {
        name: 'the bound of waits for locks: the one of statements takes its place',
        patch: [bounds('lock_timeout', '0')],
        sees: { ...holds, lock_timeout: '0', lock: '57014' },
      },
      {
        name: 'either',
        patch: [bounds('statement_timeout', '0'), bounds('lock_timeout', '0')],
        sees: { ...holds, statement_timeout: '0', lock_timeout: '0', statement: 'no end', lock: 'no end' },
      },
      {
        name: 'the bound of idle transactions',
        patch: [bounds('idle_in_transaction_session_timeout', '0')],
        sees: { ...holds, idle_in_transaction_session_timeout: '0' },
      },
      {
        name: 'the role left alone',
        drop: `do $$ begin execute format('alter role current_user in database %I set statement_timeout = ''15s''',
        current_database()); end $$`,
        sees: { ...holds, others: ['15s', '0', '0'] },
      },
    ],
  },
);

/** A database that takes the connection and never answers. */
async function unanswered(): Promise<{ end: string; away: boolean }> {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `postgresql://a:b@127.0.0.1:${address.port}/none`;
  let away = false;
  const db = connect({ url, applicationName: 'unstuck-test', timeoutMs: UNANSWERED_MS });
  const asked = db.execute(sql`select 1`).catch((error) => {
    away = isDatabaseAtFault(error);
    throw new Error('it was given up');
  });
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
