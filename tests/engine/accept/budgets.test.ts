import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../lib/db/client.ts';
import { budgetRows, budgetStatement } from '../../../lib/engine/accept/budgets.ts';
import { providers } from '../../../lib/jobs/provider-db-schema.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { database } from '../../support/jobs.ts';

let fresh: FreshDatabase;
let db: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  db = database(fresh.url);
});
afterAll(() => fresh.drop());

const limits = { maxInFlight: 4, perSecond: 2, burst: 5 };
const configured = (budgets: Parameters<typeof budgetRows>[0]) =>
  budgetStatement(sql`${budgetRows(budgets)}::jsonb`);
const rows = () => db.select().from(providers);

beforeEach(async () => {
  await db.delete(providers);
  await db.execute(configured({ narrow: limits }));
  await db.execute(sql`update providers set tokens = 1.5, refilled_at = clock_timestamp(), pauses = 2,
    paused_at = clock_timestamp(), paused_until = clock_timestamp() + interval '1 minute', pause_code = 'rate_limited'`);
});

describe('the configured limits of a provider', () => {
  test('are kept as they are given, without a rate as well', async () => {
    await db.execute(configured({ other: { maxInFlight: 3 } }));
    expect(await rows()).toMatchObject([
      { name: 'narrow', ...limits },
      { name: 'other', maxInFlight: 3, perSecond: null, burst: null },
    ]);
  });

  test('take effect with the next job, and a new rate begins with a full bucket', async () => {
    await db.execute(configured({ narrow: { ...limits, perSecond: 0.5 } }));
    expect(await rows()).toMatchObject([{ perSecond: 0.5, tokens: null, refilledAt: null }]);
    await db.execute(configured({ narrow: { maxInFlight: 9 } }));
    expect(await rows()).toMatchObject([{ maxInFlight: 9, perSecond: null, burst: null }]);
  });

  test('do not refill the bucket where only the number at once has changed', async () => {
    await db.execute(configured({ narrow: { ...limits, maxInFlight: 9 } }));
    expect(await rows()).toMatchObject([{ maxInFlight: 9, tokens: 1.5, refilledAt: expect.any(Date) }]);
  });

  test('end no pause, whatever changes', async () => {
    await db.execute(configured({ narrow: { maxInFlight: 1, perSecond: 7, burst: 7 } }));
    expect(await rows()).toMatchObject([
      { pauses: 2, pausedUntil: expect.any(Date), pauseCode: 'rate_limited' },
    ]);
  });

  test('write nothing where nothing has changed', async () => {
    const version = () => db.execute(sql`select xmin::text as xmin from providers`);
    const before = (await version()).rows;
    await db.execute(configured({ narrow: limits }));
    expect((await version()).rows).toEqual(before);
  });

  test('keep no creation waiting while a turn holds the provider', async () => {
    const turn = new pg.Client({ connectionString: fresh.directUrl });
    await turn.connect();
    try {
      await turn.query('begin; select from providers for update');
      await db.execute(configured({ narrow: limits, other: { maxInFlight: 3 } }));
      expect(await rows()).toHaveLength(2);
    } finally {
      await turn.end();
    }
  });
});
