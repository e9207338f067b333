import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { NeonServer } from '../../../dev/neon/server.ts';
import { type Stack, startStack } from '../../../dev/stack/stack.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { neonBefore } from '../../support/neon.ts';
import { analyze, ROOT, untilEnded } from '../../support/stack.ts';

let database: FreshDatabase;
let neon: NeonServer;
let databaseUrl: string;
let localDir = '';
let stack: Stack | undefined;

beforeAll(async () => {
  database = await freshDatabase();
  ({ neon, databaseUrl } = await neonBefore(database.directUrl));
  localDir = await mkdtemp(join(tmpdir(), 'unstuck-restart-'));
});
afterEach(() => stack?.stop());
afterAll(async () => {
  await neon.stop();
  await database.drop();
  await rm(localDir, { recursive: true, force: true });
});

/** A stack on a free port, so each time on another one. */
async function start(reachable: boolean): Promise<Stack> {
  stack = await startStack({
    root: ROOT,
    localDir,
    databaseUrl,
    host: { log: () => {} },
    qstash: { intercept: { deliver: () => (reachable ? undefined : 'drop_attempt') } },
    env: { MARKET_DATA: 'simulated', MESSAGE_RETRY_DELAY_MS: '500' },
  });
  return stack;
}

test('unfinished work goes on after a start on another port', async () => {
  const before = await start(false);
  const id = await analyze(before.url, ['AAA', 'BBB']);
  await before.stop();
  const after = await start(true);
  expect(after.url).not.toBe(before.url);
  expect(await untilEnded(after.url, id)).toMatchObject({ status: 'completed' });
});

test('unfinished work goes on after its keys were rotated twice', async () => {
  const before = await start(false);
  const id = await analyze(before.url, ['CCC']);
  for (let i = 0; i < 2; i++) {
    await fetch(`${before.qstash?.url}/v2/keys/rotate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${before.qstash?.token}` },
    });
  }
  await before.stop();
  const after = await start(true);
  expect(await untilEnded(after.url, id)).toMatchObject({ status: 'completed' });
});
