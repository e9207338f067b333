import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chartBody, plainBars } from './yahoo-server.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);
let inside: string;
let outside: string;

/** Prints what each source gives for `AAPL`, in the one file that a deployed function is. */
const PROGRAM = `
  import { systemClock } from './lib/core/clock.ts';
  import { silentLog as log } from './lib/core/log.ts';
  import { createMarketSource } from './lib/stocks/market/market-sources.ts';
  const fetch = async () => new Response(process.env.BODY);
  const signal = new AbortController().signal;
  const told = await Promise.all(['yahoo', 'sample', 'simulated'].map((kind) =>
    createMarketSource(kind, { fetch, clock: systemClock }).dailyBars({ ticker: 'AAPL', years: 2, signal, log })
      .then((data) => data.bars.dates.length, (error) => error.code)));
  console.log(JSON.stringify(told));
`;

beforeAll(async () => {
  await mkdir(join(ROOT, '.local'), { recursive: true });
  inside = await mkdtemp(join(ROOT, '.local', 'bundle-test-'));
  outside = await mkdtemp(join(tmpdir(), 'bundle-test-'));
  await build({
    stdin: { contents: PROGRAM, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    outfile: join(inside, 'app.mjs'),
  });
  await copyFile(join(inside, 'app.mjs'), join(outside, 'app.mjs'));
});

afterAll(async () => {
  await rm(inside, { recursive: true, force: true });
  await rm(outside, { recursive: true, force: true });
});

async function runBundle(folder: string, cwd: string): Promise<{ told: unknown; stderr: string }> {
  const env = { BODY: JSON.stringify(chartBody(plainBars(7))) };
  const { stdout, stderr } = await run(process.execPath, [join(folder, 'app.mjs')], { env, cwd });
  return { told: JSON.parse(stdout), stderr };
}

describe('bundled into one file by esbuild', () => {
  test('all sources work wherever it is started from, and nothing else is printed', async () => {
    expect(await runBundle(inside, ROOT)).toEqual({ told: [7, 1260, 520], stderr: '' });
    expect(await runBundle(inside, tmpdir())).toEqual({ told: [7, 1260, 520], stderr: '' });
  });

  test('deployed without development dependencies, only the sample is missing, and says so', async () => {
    expect(await runBundle(outside, outside)).toEqual({ told: [7, 'sample_not_installed', 520], stderr: '' });
  });
});
