import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHost } from '../../dev/host/host.ts';
import type { NeonOptions } from '../../dev/neon/server.ts';
import { withClient } from '../../dev/postgres/admin.ts';
import { type QstashOptions, startQstash } from '../../dev/qstash/server.ts';
import { emptyDatabase, type FreshDatabase, freshDatabase } from './database.ts';
import { WEBHOOK_SECRET } from './engine.ts';
import { type Door, startFrontDoor } from './front-door.ts';
import { neonBefore } from './neon.ts';
import { ROOT } from './stack.ts';

export type Variables = Record<string, string | undefined>;

export interface DeploymentOptions {
  /** What differs from the right variables, which it is given. */
  env?: (right: Record<string, string>) => Variables;
  queue?: Partial<QstashOptions>;
  database?: NeonOptions['intercept'];
  /** Default: migrated, without rows. `older`: as before migration 0006. */
  schema?: 'empty' | 'older';
  door?: Door;
}

/** The built functions with their variables, a queue and a database of their own, and a door before them. */
export interface Deployment {
  /** The functions' variables. */
  env: Record<string, string>;
  /** Calls the functions as an owner does who is signed in at the door. */
  call(method: string, path: string, body?: unknown): Promise<Response>;
  stop(): Promise<void>;
}

const KEY = 'uk_0123456789abcdefghijklmnop';

async function databaseOf(schema: DeploymentOptions['schema']): Promise<FreshDatabase> {
  if (schema === 'empty') return emptyDatabase();
  const fresh = await freshDatabase();
  if (schema === 'older') {
    await withClient(fresh.directUrl, (client) =>
      client.query(`drop table sweepers, slices, callbacks_seen;
          delete from drizzle.__drizzle_migrations where id > 6`),
    );
  }
  return fresh;
}

const given = (variables: Variables): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

async function serversOf({ queue, database: intercept, schema, door }: DeploymentOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-deployment-'));
  const [database, qstash, front] = await Promise.all([
    databaseOf(schema),
    startQstash({ file: join(folder, 'queue.sqlite'), ...queue }),
    startFrontDoor(door),
  ]);
  const { neon, databaseUrl } = await neonBefore(database.directUrl, intercept ? { intercept } : {});
  return {
    qstash,
    front,
    databaseUrl,
    stop: async () => {
      await qstash.stop();
      await front.stop();
      await neon.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts what is built in .build: build it first. */
export async function startDeployment(options: DeploymentOptions = {}): Promise<Deployment> {
  const { qstash, front, databaseUrl, stop } = await serversOf(options);
  const { current, next } = qstash.keys();
  const right = {
    DATABASE_URL: databaseUrl,
    QSTASH_URL: qstash.url,
    QSTASH_TOKEN: qstash.token,
    QSTASH_CURRENT_SIGNING_KEY: current,
    QSTASH_NEXT_SIGNING_KEY: next,
    APP_URL: front.url,
    API_KEYS: `ops:${KEY}`,
    CRON_SECRET: 'a-secret-of-16-characters',
    WEBHOOK_SECRET,
    WEBHOOK_ALLOW_LOCAL: 'true',
    MARKET_DATA: 'simulated',
  };
  const env = given({ ...right, ...options.env?.(right) });
  const host = await startHost({ root: ROOT, env, maxInstances: 1, log: () => {} });
  front.leadTo(host.url);
  return {
    env,
    call: (method, path, body) =>
      fetch(host.url + path, {
        method,
        headers: {
          authorization: `Bearer ${KEY}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    stop: async () => {
      await host.stop();
      await stop();
    },
  };
}
