import { afterEach, expect, test } from 'vitest';
import { withClient } from '../../dev/postgres/admin.ts';
import { migrate } from '../../lib/engine/migrate.ts';
import { emptyDatabase, type FreshDatabase, freshDatabase } from '../support/database.ts';
import { migrateAsBefore } from '../support/old-deployment.ts';
import { analyze, postJson, startTestStack, type TestStack, untilEnded } from '../support/stack.ts';

const SIMULATED = { MARKET_DATA: 'simulated' };

let stack: TestStack | undefined;
let database: FreshDatabase | undefined;
afterEach(async () => {
  await stack?.stop();
  await database?.drop();
});

/** Of every kind that the test of the migrations lets through. */
const EXPANSION = `
  create table later (id int primary key);
  alter table jobs add column later text default '' not null;
  alter table steps add column later int;
  alter table steps drop constraint steps_status_known;
  create index jobs_later on jobs (later);`;

test('a function that is older than the schema goes on with its jobs', async () => {
  database = await freshDatabase();
  await withClient(database.directUrl, (client) => client.query(EXPANSION));
  stack = await startTestStack(SIMULATED, { databaseUrl: database.url });
  const job = await untilEnded(stack.url, await analyze(stack.url, ['SIM1', 'SIM2']));
  expect(job).toMatchObject({ status: 'completed', progress: { completed: 2, failed: 0 } });
});

test('a function that is newer than the schema refuses, and works once the schema is there', async () => {
  database = await emptyDatabase();
  await migrateAsBefore(database.url);
  stack = await startTestStack(SIMULATED, { databaseUrl: database.url });
  const refused = await postJson(`${stack.url}/api/v1/stocks/analyze-all-stocks`, { symbols: ['SIM1'] });
  expect(refused.status).toBeGreaterThanOrEqual(500);
  const { rowCount } = await withClient(database.directUrl, (client) => client.query('select from jobs'));
  expect(rowCount).toBe(0);
  await migrate(database.url);
  const job = await untilEnded(stack.url, await analyze(stack.url, ['SIM1']));
  expect(job).toMatchObject({ status: 'completed' });
});
