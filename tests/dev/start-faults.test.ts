import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { freePort } from '../../dev/postgres/port.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { noSmallDisk, smallDisk } from '../support/small-disk.ts';
import { analyze, ROOT, startTestStack, untilEnded } from '../support/stack.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const failed = z.object({ code: z.number(), stderr: z.string(), stdout: z.string() });

/** What `npm start` prints before it gives up. */
async function startIn(localDir: string, env: Record<string, string>): Promise<z.infer<typeof failed>> {
  const port = await freePort();
  const error: unknown = await promisify(execFile)(process.execPath, ['dev/start.ts', '--no-demo'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], PORT: String(port), LOCAL_DIR: localDir, ...env },
    timeout: 30_000,
  }).catch((reason: unknown) => reason);
  return failed.parse(error);
}

test('npm start names a damaged queue file and says what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-damaged-'));
  const file = join(folder, 'qstash.sqlite');
  await writeFile(file, 'not a database'.repeat(1_000));
  const { stderr } = await startIn(folder, { DATABASE_URL: database.url });
  expect(stderr).toContain(`${file} is damaged. Move it and`);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  await rm(folder, { recursive: true, force: true });
});

test.skipIf(noSmallDisk !== null)('npm start names a full disk and says what to do', async () => {
  const disk = await smallDisk(2);
  await disk.fill();
  for (const env of [{ DATABASE_URL: database.url }, {}]) {
    const { stderr } = await startIn(disk.folder, env);
    expect(stderr).toMatch(new RegExp(`The disk that holds ${disk.folder} is full.*Free some space`));
    expect(stderr.trim().split('\n')).toHaveLength(1);
  }
  await disk.remove();
});

test.skipIf(noSmallDisk !== null)(
  'a job is refused while the queue has no room, and accepted ones end once it has',
  async () => {
    const disk = await smallDisk(4);
    const lines: string[] = [];
    let reachable = false;
    const stack = await startTestStack(
      { MARKET_DATA: 'simulated', MESSAGE_RETRY_DELAY_MS: '500' },
      {
        localDir: disk.folder,
        qstash: {
          log: (line) => lines.push(line),
          intercept: { deliver: () => (reachable ? undefined : 'drop_attempt') },
        },
      },
    );
    const accepted = await analyze(stack.url, ['AAA', 'BBB']);
    await disk.fill();
    let refused: Response | undefined;
    while (refused === undefined) {
      const response = await fetch(`${stack.url}/api/v1/stocks/analyze-all-stocks`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ symbols: ['CCC'] }),
      });
      if (response.status !== 202 && response.status !== 201) refused = response;
    }
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'queue_unavailable' });
    expect(lines.join('\n')).toContain('disk of the local queue is full');
    reachable = true;
    await disk.empty();
    expect(await untilEnded(stack.url, accepted)).toMatchObject({ status: 'completed' });
    await stack.stop();
    await disk.remove();
  },
  60_000,
);
