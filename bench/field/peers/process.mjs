import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** By default the distance that counts is that to PostgreSQL. */
const DIRECT = { prepare: ({ url }) => ({ port: Number(new URL(url).port) }) };

/** Lets the bench call the methods of `methods`, one message a call; the process ends with its parent. */
export function serve(methods) {
  const peer = { ...DIRECT, ...methods };
  process.on('message', async ({ id, method, options }) => {
    try {
      process.send({ id, value: (await peer[method](options)) ?? null });
    } catch (error) {
      process.send({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.on('disconnect', () => process.exit(0));
  process.send({ ready: true });
}

/** Unix milliseconds with a fraction, comparable between processes of one machine. */
export const now = () => performance.timeOrigin + performance.now();

/** What a step does: nothing, or so many milliseconds and then a line in a file, which outlives a kill. */
export async function work({ name, ms, file }) {
  if (ms === 0) return;
  await sleep(ms);
  appendFileSync(file, `${name}\n`);
}

/** A connection beside the peer's own, never through the bench's proxy. */
export async function connect(url) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/**
 * Waits until a statement answers true.
 * @returns the milliseconds from `from` (of `now()`), or null if that took longer than `withinMs`
 */
export async function until(client, statement, { from = now(), everyMs = 10, withinMs = 120_000 } = {}) {
  for (;;) {
    const { rows } = await client.query({ text: statement, rowMode: 'array' });
    const ms = now() - from;
    if (rows[0][0] === true) return ms;
    if (ms > withinMs) return null;
    await sleep(everyMs);
  }
}

/** Counts what has run in this process, so that the database is asked only once all has. */
export function counter() {
  let ran = 0;
  return {
    count: () => {
      ran++;
    },
    /** Begins something, and waits until so many more have run and then until a statement answers true. */
    async timed(begin, { expected, client, done, everyMs = 10, withinMs = 120_000 }) {
      const [from, before] = [now(), ran];
      await begin();
      while (ran - before < expected) {
        if (now() - from > withinMs) return { ms: null };
        await sleep(2);
      }
      return { ms: await until(client, done, { from, everyMs, withinMs }) };
    },
  };
}

/** A wait between two submissions to an idle queue, long enough that no poll is met on purpose. */
export const pause = (random) => sleep(20 + 100 * random());

/** The same numbers in every run (Lehmer generator, modulus 2^31 - 1). */
export function seeded(seed = 20_000_103) {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
