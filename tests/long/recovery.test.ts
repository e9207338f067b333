import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, type TestContext, test } from 'vitest';
import { z } from 'zod';
import { parseMessage } from '../../lib/engine/messages.ts';
import { createClient } from '../chaos/client.ts';
import type { StepRun } from '../chaos/tracker.ts';
import { startWorld, type World, type WorldOptions } from '../chaos/world.ts';

/** Of one step, as shipped: its timeout of 20 s and a margin of 10 s. */
const LEASE_MS = 30_000;
const WATCHDOG_MS = 60_000;
const STEPS = 20;

/** The shipped numbers; only the functions' steps are the harness's. */
async function start({ onTestFinished }: TestContext, queue: WorldOptions['queue'] = {}): Promise<World> {
  const world = await startWorld({
    seed: 1,
    rates: {},
    everyMs: {},
    stateOf: () => 'none',
    queue,
    functions: {
      env: { MARKET_DATA: 'simulated' },
      settings: { engine: {}, steps: { timeoutMs: 20_000, slowMs: 1_000 } },
      maxDurationSeconds: 300,
      instanceConcurrency: 1,
    },
  });
  onTestFinished(() => world.stop());
  return world;
}

interface Killed {
  at: number;
  held: string[];
  job: string;
}

/** A job of slow steps on one line, whose process is killed while it runs the first of them. */
async function killOne({ url, tracker }: World): Promise<Killed> {
  const client = createClient(url);
  const symbols = Array.from({ length: STEPS }, (_, i) => `SLOW-${i}`);
  const created = await client.create({ kind: 'stocks', input: { symbols } }, 'recovery');
  if (created.kind !== 'job') throw new Error(`not created: ${created.kind}`);
  while (tracker.runs.length === 0) await sleep(20);
  await sleep(400);
  const [busy] = tracker.busy();
  if (!busy) throw new Error('nobody works');
  tracker.hit('slice_killed', busy.pid);
  process.kill(busy.pid, 'SIGKILL');
  const hit = tracker.hits.at(-1);
  if (!hit) throw new Error('nothing was hit');
  return { at: hit.at, held: hit.held, job: created.job.id };
}

const found = z.object({ status: z.string() });

/** Reads the row, since whoever looks through the API sends for a deserted job. */
async function untilCompleted({ audit }: World, job: string, patienceMs: number): Promise<void> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(250)) {
    const [row] = await audit.rows(found, `select status from jobs where id = '${job}'`);
    if (row?.status === 'completed') return;
  }
  throw new Error(`${job} was not completed within ${patienceMs} ms`);
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

describe.concurrent('with the shipped defaults, after a killed slice', () => {
  test('its own redelivery goes on with the other steps in 7 s, and takes its own when their lease ends', async (context) => {
    const world = await start(context);
    const { runs } = world.tracker;
    const { at, held, job } = await killOne(world);
    await untilCompleted(world, job, LEASE_MS + 40_000);
    const nameOf = (run: StepRun) => `${run.job}/${run.key}`;
    const after = runs.filter((run) => run.at > at);
    const others = after.filter((run) => !held.includes(nameOf(run)));
    const own = held.map((name) => after.find((run) => nameOf(run) === name)?.at ?? Number.POSITIVE_INFINITY);
    const [wentOn, resumed] = [(others[0]?.at ?? Number.POSITIVE_INFINITY) - at, Math.max(...own) - at];
    console.log(
      `${held.length} steps held; the others went on after ${seconds(wentOn)}, they after ${seconds(resumed)}`,
    );
    expect(held.length).toBeGreaterThan(0);
    expect(others[0]).toMatchObject({ line: '0', retried: 1 });
    expect(wentOn).toBeLessThanOrEqual(7_000);
    expect(resumed).toBeLessThanOrEqual(LEASE_MS + 7_000);
  });

  test('the watchdog finds all of it where every redelivery is lost too', async (context) => {
    let dead = false;
    const world = await start(context, {
      deliver: ({ body, callbackOf }) => {
        const onLine = parseMessage(body)?.line === '0' || callbackOf !== null;
        return dead && onLine ? 'drop_attempt' : undefined;
      },
    });
    const { runs } = world.tracker;
    const { at, held, job } = await killOne(world);
    dead = true;
    const limit = LEASE_MS + WATCHDOG_MS + 5_000;
    await untilCompleted(world, job, limit + 60_000);
    const after = runs.filter((run) => run.at > at);
    const resumed = held.map(
      (name) => after.find((run) => `${run.job}/${run.key}` === name)?.at ?? Number.POSITIVE_INFINITY,
    );
    const [first, last] = [(after[0]?.at ?? Number.POSITIVE_INFINITY) - at, Math.max(...resumed) - at];
    console.log(
      `the watchdog's slice began after ${seconds(first)}; the last of ${held.length} held steps ran after ${seconds(last)}`,
    );
    // The held steps are suspects: they run in processes of their own, which have no line.
    expect(new Set(after.map(({ line }) => line))).toEqual(new Set(['w', '']));
    expect(last).toBeLessThanOrEqual(limit);
  });
});
