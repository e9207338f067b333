import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeSamples } from './demo/samples.ts';
import { startDatabase } from './stack/database.ts';
import { logFile } from './stack/log-file.ts';
import { assertRoom } from './stack/room.ts';
import { type Queue, startStack } from './stack/stack.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** Variables the stack sets itself; all others are passed to the functions. */
const OWN = new Set(['DATABASE_URL', 'QSTASH_URL', 'APP_URL', 'PORT', 'LOCAL_DIR', 'NODE_OPTIONS']);

function externalQueue(): Queue | undefined {
  const { QSTASH_URL, QSTASH_TOKEN, QSTASH_CURRENT_SIGNING_KEY, QSTASH_NEXT_SIGNING_KEY } = process.env;
  if (!QSTASH_URL) return undefined;
  if (!QSTASH_TOKEN || !QSTASH_CURRENT_SIGNING_KEY || !QSTASH_NEXT_SIGNING_KEY) {
    throw new Error(
      'QSTASH_URL is set: QSTASH_TOKEN, QSTASH_CURRENT_SIGNING_KEY and QSTASH_NEXT_SIGNING_KEY are needed too.',
    );
  }
  return {
    url: QSTASH_URL,
    token: QSTASH_TOKEN,
    currentSigningKey: QSTASH_CURRENT_SIGNING_KEY,
    nextSigningKey: QSTASH_NEXT_SIGNING_KEY,
  };
}

function port(): number {
  const given = process.env['PORT'] || '3000';
  const wanted = Number(given);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535)
    throw new Error(`PORT=${given} is not a port.`);
  return wanted;
}

function passedOn(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !OWN.has(entry[0]),
  );
  return Object.fromEntries(entries);
}

/** The webhook signing secret, created at first start. */
async function webhookSecret(localDir: string): Promise<string> {
  const file = join(localDir, 'webhook-secret');
  if (existsSync(file)) return readFile(file, 'utf8');
  const made = `whsec_${randomBytes(32).toString('base64')}`;
  await writeFile(file, made, { mode: 0o600 });
  return made;
}

/** Writes the functions' output to a file, or to the terminal with `--logs`. */
function functionLog(file: string): { write: (line: string) => void; place: string } {
  if (process.argv.includes('--logs')) return { write: (line) => console.log(line), place: 'here' };
  return { write: logFile(file, (line) => console.error(line)), place: file };
}

/** The service is of use without its samples. */
async function samples(url: string): Promise<void> {
  await makeSamples(url, (line) => console.log(line)).catch((error: unknown) => {
    console.error(`The samples are not complete: ${error instanceof Error ? error.message : error}`);
  });
}

async function main(): Promise<void> {
  const localDir = resolve(process.env['LOCAL_DIR'] || resolve(ROOT, '.local'));
  await mkdir(localDir, { recursive: true });
  const given = process.env['DATABASE_URL'];
  await assertRoom(localDir, !given);
  const database = given ? null : await startDatabase(localDir);
  const databaseUrl = given ?? database?.url ?? '';
  const queue = externalQueue();
  const log = functionLog(join(localDir, 'functions.log'));
  const stack = await startStack({
    root: ROOT,
    localDir,
    port: port(),
    databaseUrl,
    queue,
    practice: true,
    env: { WEBHOOK_SECRET: await webhookSecret(localDir), ...passedOn() },
    host: { log: log.write },
  }).catch(async (error: unknown) => {
    await database?.stop();
    throw error;
  });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await stack.stop();
    await database?.stop();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  console.log(`Unstuck is at ${stack.url}`);
  if (process.argv.includes('--details')) {
    const psql = database ? `psql '${database.directUrl}'` : 'the one in DATABASE_URL';
    console.log(`PostgreSQL: ${psql}`);
    console.log(queue ? `Queue: ${queue.url}` : `Queue: ${stack.qstash?.url} (local)`);
    console.log(`Webhook secret: ${join(localDir, 'webhook-secret')}`);
    console.log(`Logs of the functions: ${log.place}`);
  }
  if (!process.argv.includes('--no-demo')) await samples(stack.url);
  console.log('Serving. Ctrl-C stops everything.');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
