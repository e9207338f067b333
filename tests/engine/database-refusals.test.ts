import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../dev/neon/intercept.ts';
import { type NeonServer, startNeon } from '../../dev/neon/server.ts';
import { jsonLog } from '../../lib/core/log.ts';
import { listSteps } from '../../lib/jobs/steps.ts';
import { AFTER_COMMIT } from '../../lib/jobs/turn/after-commit.ts';
import { TURN } from '../../lib/jobs/turn/turn.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { startEngine, testAnalyzer } from '../support/engine.ts';

const MARKER = 'MARKER-4711';
const isTurn = (text: string) => text.includes(TURN.name) || text.includes(AFTER_COMMIT.name);

let fresh: FreshDatabase;
let neon: NeonServer;
let fault: (turn: number) => Fault | undefined = () => undefined;
let turns = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  const url = new URL(fresh.directUrl);
  neon = await startNeon({
    postgres: { host: url.hostname, port: Number(url.port) },
    intercept: ({ queries }) => (queries.some(({ query }) => isTurn(query)) ? fault(++turns) : undefined),
  });
});
afterAll(async () => {
  await neon.stop();
  await fresh.drop();
});

describe('a slice whose turns the database refuses', () => {
  const faults: [string, Fault][] = [
    ['a spent quota', 'quota'],
    ['a full disk', { refused: '53100' }],
    ['a read-only server', { refused: '25006' }],
    ['a wrong password', { refused: '28P01', status: 500 }],
    ['a missing column', { refused: '42703' }],
    ['a disabled compute', 'disabled'],
  ];
  test.each(faults)('for %s is delivered again, and no step is charged', async (_, played) => {
    const lines: string[] = [];
    const url = new URL(fresh.directUrl);
    url.port = String(neon.port);
    turns = 0;
    // The first turn claims; the second, which commits, is refused.
    fault = (turn) => (turn === 2 ? played : undefined);
    const engine = await startEngine({
      databaseUrl: url.href,
      analyzer: testAnalyzer([{ run: async () => ({ output: { note: MARKER }, record: null }) }]),
      settings: { leaseMarginMs: 300 },
      log: jsonLog((line) => lines.push(line), Date.now),
    });
    const { id } = await engine.create(['A', 'B']);
    const job = await engine.ended(id);
    expect(job).toMatchObject({ status: 'completed', done: 2, failed: 0 });
    const steps = await listSteps(engine.context, job, { limit: 10 });
    expect(steps.map(({ attempts, lost }) => [attempts, lost])).toEqual([
      [1, 0],
      [1, 0],
    ]);
    const failed = lines.filter((line) => line.includes('callback_failed'));
    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0]).toMatch(/"code":"(database_\w+|schema_outdated)"/);
    expect(lines.join('')).not.toContain(MARKER);
    await engine.stop();
  });
});
