import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApart } from '../build/apart.ts';
import { type Host, type HostOptions, startHost } from '../host/host.ts';
import { assertPortFree, freePort } from '../postgres/port.ts';
import { type QstashOptions, type QstashServer, startQstash } from '../qstash/server.ts';
import { queuePage } from './queue-page.ts';

/** A running queue, and how to reach it. */
export interface Queue {
  url: string;
  token: string;
  currentSigningKey: string;
  nextSigningKey: string;
}

export interface StackOptions {
  /** Root of the project whose functions run. */
  root: string;
  /** Folder for the queue's file. */
  localDir: string;
  /** Default: a free port. */
  port?: number | undefined;
  databaseUrl: string;
  /** Replaces the local queue. */
  queue?: Queue | undefined;
  /** Additional environment variables for the functions. */
  env?: Record<string, string>;
  /** False if .build and dist are known to be current. */
  build?: boolean;
  /** With a kind of job to break on purpose, and the means to kill its function. */
  practice?: boolean;
  qstash?: Partial<QstashOptions>;
  host?: Partial<HostOptions>;
}

/** What `#app` is under the condition `practice`, as package.json says, and what its steps' own processes import. */
export const PRACTICE_APP = {
  'practice-app': 'dev/practice/app.ts',
  'practice-alone': 'dev/practice/alone.ts',
};

/** The functions, and the queue that calls them. */
export interface Stack {
  url: string;
  host: Host;
  /** Null if another queue is used. */
  qstash: QstashServer | null;
  /** The functions' environment. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

async function localQueue(
  options: StackOptions,
  appUrl: string,
): Promise<{ qstash: QstashServer; queue: Queue }> {
  await mkdir(options.localDir, { recursive: true });
  const file = join(options.localDir, 'qstash.sqlite');
  const qstash = await startQstash({ file, appUrl, ...options.qstash });
  const { current, next } = qstash.keys();
  return {
    qstash,
    queue: { url: qstash.url, token: qstash.token, currentSigningKey: current, nextSigningKey: next },
  };
}

/**
 * Starts host and queue for a database.
 * @throws Error naming the port if it is taken.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const port = options.port ?? (await freePort());
  await assertPortFree(port);
  const { root, build = true, practice = false } = options;
  if (build) await buildApart(root, practice ? PRACTICE_APP : {});
  const url = `http://127.0.0.1:${port}`;
  const { qstash, queue } = options.queue
    ? { qstash: null, queue: options.queue }
    : await localQueue(options, options.env?.['APP_URL'] ?? url);
  const env = {
    DATABASE_URL: options.databaseUrl,
    QSTASH_URL: queue.url,
    QSTASH_TOKEN: queue.token,
    QSTASH_CURRENT_SIGNING_KEY: queue.currentSigningKey,
    QSTASH_NEXT_SIGNING_KEY: queue.nextSigningKey,
    APP_URL: url,
    ...(practice ? { NODE_OPTIONS: '--conditions=practice' } : {}),
    ...options.env,
  };
  const view = qstash ? { queue: queuePage(qstash) } : {};
  const host = await startHost({ root, port, env, breakable: practice, ...view, ...options.host });
  return {
    url,
    host,
    qstash,
    env,
    stop: async () => {
      await qstash?.stop();
      await host.stop();
    },
  };
}
