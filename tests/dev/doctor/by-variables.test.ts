import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checked } from '../../../dev/doctor/by-variables.ts';
import { commandOf } from '../../../dev/keys/commands.ts';
import type { ConfigProblem } from '../../../lib/config/problem.ts';
import { NOWHERE } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { lookingWith, startQueue, type TestQueue } from '../../support/health.ts';
import { jobsContext } from '../../support/jobs.ts';

let database: FreshDatabase;
let queue: TestQueue;
beforeAll(async () => {
  database = await freshDatabase();
  queue = await startQueue();
});
afterAll(async () => {
  await queue.stop();
  await database.drop();
});

const NOT_SET: ConfigProblem = {
  name: 'API_KEYS',
  reason: 'is not set: access stays closed',
  remedy: 'Make a key.',
  severity: 'degraded',
};

async function ofKeys(databaseUrl: string, problem = NOT_SET): Promise<string[]> {
  const findings = await checked(lookingWith({ queue, databaseUrl, problems: [problem] }));
  return findings.filter(({ variable }) => variable === 'API_KEYS').map(({ code }) => code);
}

describe('the doctor, with variables that hold no API key', () => {
  test('calls access closed while the database has none either', async () => {
    expect(await ofKeys(database.url)).toEqual(['access_not_configured']);
  });

  test('says that it is not known while the database is away', async () => {
    expect(await ofKeys(NOWHERE)).toEqual(['access_unknown']);
  });

  test('says nothing of it once there is a key in the database, but names a variable that is garbled', async () => {
    await commandOf(['create', 'ann', 'ci'])(jobsContext(database.url), () => {});
    expect(await ofKeys(database.url)).toEqual([]);
    const garbled: ConfigProblem = { ...NOT_SET, reason: 'has a key without an owner', severity: 'broken' };
    expect(await ofKeys(database.url, garbled)).toEqual(['configuration_missing']);
  });
});
