import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { startDatabase } from '../dev/stack/database.ts';
import { type Stack, startStack } from '../dev/stack/stack.ts';
import { temporaryFolder } from '../dev/stack/temporary-folder.ts';
import type { Figure } from './figures.ts';

const ROOT = resolve(import.meta.dirname, '..');
const MEGABYTE = 2 ** 20;

/** Runs `work` against a local stack with simulated market data and its own database. */
export async function withStack<T>(
  env: Record<string, string>,
  work: (stack: Stack, databaseUrl: string) => Promise<T>,
): Promise<T> {
  const localDir = await temporaryFolder('unstuck-bench-');
  const database = await startDatabase(localDir);
  const stack = await startStack({
    root: ROOT,
    localDir,
    databaseUrl: database.url,
    host: { log: () => {} },
    env: { MARKET_DATA: 'simulated', ...env },
  });
  try {
    return await work(stack, database.directUrl);
  } finally {
    await stack.stop();
    await database.stop();
    await rm(localDir, { recursive: true, force: true });
  }
}

const createdSchema = z.object({ job_id: z.string() });

/** Submits this many simulated symbols. @returns the job's id. */
export async function submit(url: string, symbols: number): Promise<string> {
  const names = Array.from({ length: symbols }, (_, i) => `SIM${i}`);
  const response = await fetch(`${url}/api/stocks/analyze-all-stocks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ symbols: names }),
  });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return createdSchema.parse(await response.json()).job_id;
}

export async function memoryFigures(stack: Stack): Promise<Figure[]> {
  const processes = await stack.host.memory();
  return processes.map(({ name, rssBytes }) => ({
    name: `memory of ${name}`,
    value: Math.round(rssBytes / MEGABYTE),
    unit: 'MB',
    ...(name === 'host' ? {} : { budget: 400 }),
  }));
}
