import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, type TestContext, test } from 'vitest';
import { z } from 'zod';
import { freePort } from '../../dev/postgres/port.ts';
import { temporaryFolder } from '../../dev/stack/temporary-folder.ts';
import { analyze, getJson, jobSchema, ROOT, untilEnded } from '../support/stack.ts';

async function start(port: number, localDir: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['dev/start.ts', '--no-demo'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      LOCAL_DIR: localDir,
      MARKET_DATA: 'simulated',
      SIMULATED_LATENCY_MS: '1000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => String(chunk).includes('Serving.') && resolve());
    child.once('exit', (code) => reject(new Error(`the stack ended with ${code}`)));
  });
  return child;
}

/** A process and all that descend from it, by /proc. */
async function family(pid: number): Promise<number[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map<number, number>();
  for (const each of all) {
    const stat = await readFile(`/proc/${each}/stat`, 'utf8').catch(() => '');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent) parents.set(each, parent);
  }
  const below = (root: number): number[] =>
    [...parents].filter(([, parent]) => parent === root).flatMap(([child]) => [child, ...below(child)]);
  return [pid, ...below(pid)];
}

async function killEverything(child: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => child.once('exit', resolve));
  for (const pid of await family(child.pid ?? 0)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
  await exited;
}

async function completedOf(url: string, id: string): Promise<number> {
  return jobSchema.parse(await getJson(`${url}/api/v1/jobs/${id}`)).progress.completed;
}

async function tickersOf(url: string, id: string): Promise<string[]> {
  const page = z.object({
    data: z.array(z.object({ ticker: z.string() })),
    next_cursor: z.string().nullable(),
  });
  const tickers: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const next: z.infer<typeof page> = page.parse(
      await getJson(`${url}/api/v1/jobs/${id}/result?limit=200${cursor ? `&cursor=${cursor}` : ''}`),
    );
    tickers.push(...next.data.map(({ ticker }) => ticker));
    cursor = next.next_cursor;
  }
  return tickers;
}

async function survives({ onTestFinished }: TestContext, steps: number, kills: number): Promise<void> {
  const localDir = await temporaryFolder('unstuck-kill-');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let stack = await start(port, localDir);
  onTestFinished(async () => {
    stack.kill('SIGINT');
    if (stack.exitCode === null) await new Promise((resolve) => stack.once('exit', resolve));
    await rm(localDir, { recursive: true, force: true });
  });
  const symbols = Array.from({ length: steps }, (_, i) => `SIM${i}`);
  const id = await analyze(url, symbols);
  const at: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const before = await completedOf(url, id);
    for (let now = before; now < before + 30; now = await completedOf(url, id)) await sleep(50);
    at.push(await completedOf(url, id));
    await killEverything(stack);
    stack = await start(port, localDir);
  }
  const job = await untilEnded(url, id, 540_000);
  console.log(`killed when ${at.join(', ')} of ${steps} steps were done`);
  expect(Math.max(...at)).toBeLessThan(steps);
  expect(job).toMatchObject({ status: 'completed', progress: { total: steps, completed: steps, failed: 0 } });
  expect((await tickersOf(url, id)).sort()).toEqual(symbols.sort());
}

describe.concurrent('kill -9 of everything', () => {
  test('in the middle of a job of 500 symbols: it completes, every symbol once', (context) =>
    survives(context, 500, 1));

  // Ten waits for leases and redelivery come before the nine minutes in which the job must end.
  test(
    'ten times during one job of 2,000 steps: it completes, every step once',
    {
      timeout: 900_000,
    },
    (context) => survives(context, 2_000, 10),
  );
});
