import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Peer } from './types.ts';

const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });

/** A folder with a project of ours, and where its functions are deployed. */
export interface Ours {
  version: string;
  root: string;
  deployment: string;
}

const unstuck = (id: 'unstuck' | 'older', name: string, { version, root, deployment }: Ours): Peer => ({
  id,
  name,
  version,
  file: 'unstuck.mjs',
  args: [root, deployment],
  settings:
    'the local stack as `npm start` runs it: HTTP API, queue with signed callbacks, Neon endpoint, functions',
  source: 'docs/engine.md',
  module: null,
});

const others = (versions: Record<string, string>): Peer[] => {
  const of = (name: string) => ({ version: versions[name] ?? 'unknown', module: name });
  return [
    {
      id: 'graphile-local-queue',
      name: 'graphile-worker, local queue',
      ...of('graphile-worker'),
      file: 'graphile-worker.mjs',
      args: ['local-queue'],
      settings:
        '24 jobs at once, pool of 25, local queue of 500, completions batched: those of its performance page',
      source: 'https://worker.graphile.org/docs/performance',
    },
    {
      id: 'graphile',
      name: 'graphile-worker',
      ...of('graphile-worker'),
      file: 'graphile-worker.mjs',
      args: ['single'],
      settings: '24 jobs at once, pool of 25, else its defaults',
      source: 'https://worker.graphile.org/docs/performance',
    },
    {
      id: 'pg-boss',
      name: 'pg-boss',
      ...of('pg-boss'),
      file: 'pg-boss.mjs',
      args: [],
      settings:
        'woken by NOTIFY, polls every 0.5 s (its least) beside that, 4 workers of batches of 100 that go on while full, results of each job, heartbeats of 10 s (its least), supervision every 5 s',
      source: 'https://pgboss.io/api/workers',
    },
    {
      id: 'dbos',
      name: 'DBOS Transact',
      ...of('@dbos-inc/dbos-sdk'),
      file: 'dbos.mjs',
      args: [],
      settings:
        'workflows on a queue that is polled every 100 ms (its default is 1 s), pool of 25, no tracing',
      source: 'https://docs.dbos.dev/typescript/tutorials/queue-tutorial',
    },
    {
      id: 'upstash',
      name: 'Upstash Workflow',
      ...of('@upstash/workflow'),
      file: 'upstash-workflow.mjs',
      args: [],
      settings: 'its SDK, called as its service would call it; the messages that it sends are counted',
      source: 'https://upstash.com/docs/workflow/pricing',
    },
  ];
};

/** The columns of the table; `older` is left out where there is none. */
export async function peersOf(field: string, own: Ours, older: Ours | null): Promise<Peer[]> {
  const { dependencies } = manifest.parse(JSON.parse(await readFile(join(field, 'package.json'), 'utf8')));
  const before = older ? [unstuck('older', `Unstuck ${older.version}`, older)] : [];
  return [unstuck('unstuck', 'Unstuck', own), ...before, ...others(dependencies)];
}
