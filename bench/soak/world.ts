import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { startNeon } from '../../dev/neon/server.ts';
import { freePort } from '../../dev/postgres/port.ts';
import { type QstashServer, startQstash } from '../../dev/qstash/server.ts';
import { LOCAL_DATABASE, startDatabase } from '../../dev/stack/database.ts';
import { temporaryFolder } from '../../dev/stack/temporary-folder.ts';
import { EFFECTS } from './analyzer.ts';
import { type Functions, startFunctions } from './process.ts';
import { createWeather, type Weather } from './weather.ts';

export const CRON_SECRET = 'the-secret-of-the-cron';
const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** The customer's server: which events arrived, by job. */
interface Receiver {
  url: string;
  events: Map<string, Set<string>>;
  stop(): Promise<void>;
}

/** Everything that a soak runs on. */
export interface World {
  appUrl: string;
  functions: Functions;
  qstash: QstashServer;
  queueFile: string;
  weather: Weather;
  receiver: Receiver;
  /** Past the Neon endpoint: it is there in any weather. */
  database: pg.Pool;
  /** Requests that the functions sent to the database. */
  roundTrips(): number;
  stop(): Promise<void>;
}

const eventSchema = z.object({ data: z.object({ id: z.string() }) });

async function startReceiver(): Promise<Receiver> {
  const events = new Map<string, Set<string>>();
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { data } = eventSchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    const known = events.get(data.id) ?? new Set();
    events.set(data.id, known.add(String(request.headers['webhook-id'])));
    response.writeHead(204).end();
  });
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${port}/event`,
    events,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function environment(appUrl: string, databaseUrl: string, qstash: QstashServer): Record<string, string> {
  const { current, next } = qstash.keys();
  return {
    DATABASE_URL: databaseUrl,
    QSTASH_URL: qstash.url,
    QSTASH_TOKEN: qstash.token,
    QSTASH_CURRENT_SIGNING_KEY: current,
    QSTASH_NEXT_SIGNING_KEY: next,
    APP_URL: appUrl,
    CRON_SECRET,
    WEBHOOK_SECRET,
    WEBHOOK_ALLOW_LOCAL: 'true',
  };
}

/** PostgreSQL, Neon endpoint, queue and receiver here, the functions in a process of their own. */
export async function startWorld(engine: Record<string, unknown>): Promise<World> {
  const folder = await temporaryFolder('unstuck-soak-');
  const local = await startDatabase(folder);
  const { port: postgresPort, user, password } = local.postgres;
  const weather = createWeather();
  let trips = 0;
  const neon = await startNeon({
    postgres: { host: '127.0.0.1', port: postgresPort },
    intercept: weather.database,
    onRequest: () => {
      trips++;
    },
  });
  const database = new pg.Pool({ connectionString: local.directUrl, max: 3 });
  // An idle connection that is lost rejects nothing; unhandled, the event would end the process.
  database.on('error', () => {});
  await database.query(EFFECTS);
  const queueFile = join(folder, 'qstash.sqlite');
  const qstash = await startQstash({ file: queueFile, forgetsDelivered: true, intercept: weather.queue });
  const receiver = await startReceiver();
  const port = await freePort();
  const appUrl = `http://127.0.0.1:${port}`;
  const databaseUrl = neon.connectionString({ database: LOCAL_DATABASE, user, password });
  const env = environment(appUrl, databaseUrl, qstash);
  const functions = await startFunctions({ port, env, engine });
  return {
    appUrl,
    functions,
    qstash,
    queueFile,
    weather,
    receiver,
    database,
    roundTrips: () => trips,
    stop: async () => {
      await qstash.stop();
      await functions.stop();
      await receiver.stop();
      await database.end();
      await neon.stop();
      await local.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
