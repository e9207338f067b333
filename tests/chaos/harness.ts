import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { FaultKind, ProcessKind, StepKind } from '../../dev/faults/kinds.ts';
import type { FaultCounts } from '../../dev/faults/ledger.ts';
import type { Rates } from '../../dev/faults/plan.ts';
import type { Stretches } from '../../dev/faults/stretches.ts';
import type { ProcessMemory } from '../../dev/host/host.ts';
import { createChainWatch } from './chains.ts';
import { check, type Violations } from './checks.ts';
import { createClient } from './client.ts';
import { type Caller, drive, insist } from './driver.ts';
import { createJournal, type Journal } from './journal.ts';
import { type DeadLetters, deadLetters, untilDelivered } from './leftovers.ts';
import { undelivered } from './listener.ts';
import { type Recovery, recoveries } from './recovery.ts';
import { createStarvationWatch } from './starving.ts';
import { sweepUntilTold } from './sweeps.ts';
import { startWorld, type World } from './world.ts';

export interface ChaosOptions {
  seed: number;
  /** Duration of fault injection. */
  minutes: number;
  jobs: number;
  atOnce: number;
  rates: Rates;
  everyMs: Partial<Record<ProcessKind, number>>;
  stretches: Stretches;
  /** What steps must have done to their processes, besides the other faults. */
  stepKinds: readonly StepKind[];
  /** Also wait for messages of jobs that were never created; they are dropped after 30 s. */
  waitForOrphans: boolean;
}

export interface ChaosReport {
  seed: number;
  seconds: number;
  /** Number of jobs by shape and final status. */
  ends: { shape: string; status: string; jobs: number }[];
  accepted: number;
  steps: number;
  faults: FaultCounts;
  /** Fault kinds that were enabled but never injected. */
  missing: FaultKind[];
  violations: Violations;
  givenUp: number;
  /** Ended epochs with a callback URL, and events received. */
  webhooks: { lives: number; events: number };
  messagesLeft: string[];
  deadLetters: DeadLetters;
  recovery: Recovery[];
  memory: ProcessMemory[];
  /** The most watchdog chains that an epoch had at once, if only for a moment. */
  mostChains: number;
  warnings: Map<string, number>;
}

const FINISH_WITHIN_MS = 120_000;
/** How much longer the run continues if a kind of fault has not occurred yet. */
const LONGER_MS = 60_000;
const CHAINS_EVERY_MS = 500;
/** How long an old watchdog and its successor may both wait: a database that is away meanwhile, and a redelivery. */
const HANDOVER_MS = 8_000;
/** Longer than functions are away for, and than the longest delay of a redelivery after that. */
const BEGINNING_MS = 45_000;
const DELIVERED_WITHIN_MS = 60_000;

async function settled(world: World, journal: Journal, callers: Caller[], over: AbortSignal): Promise<void> {
  const client = createClient(world.url);
  for (const caller of callers.filter(({ ids }) => ids.size === 0)) {
    const answer = await insist(() => client.create(caller.body, caller.key), over);
    if (answer?.kind === 'job') caller.ids.add(answer.job.id);
  }
  while (!over.aborted) {
    await journal.look(world.audit);
    if (journal.unfinished().length === 0) return;
    await sleep(200);
  }
}

const shapeEnd = z.object({ id: z.string(), status: z.string(), key: z.string() });
const counted = z.object({ n: z.coerce.number() });

async function endsOf(world: World, callers: Caller[]): Promise<ChaosReport['ends']> {
  const shapes = new Map(callers.map(({ key, shape }) => [key, shape.name]));
  const jobs = await world.audit.rows(
    shapeEnd,
    `select id, status, coalesce(idempotency_key, '') as key from jobs`,
  );
  const groups = Map.groupBy(jobs, ({ key, status }) => `${shapes.get(key) ?? 'unknown'}\t${status}`);
  return [...groups].sort().map(([name, all]) => {
    const [shape = '', status = ''] = name.split('\t');
    return { shape, status, jobs: all.length };
  });
}

const life = z.object({ job: z.string(), epoch: z.number(), status: z.string() });

/** Every ended epoch of a job with a callback URL. */
function toldLives(world: World) {
  return world.audit.rows(
    life,
    `select h.job_id as job, h.epoch, h.status from chaos_history h join jobs j on j.id = h.job_id
      where j.callback_url is not null and h.status not in ('queued', 'processing')`,
  );
}

function missingKinds(options: ChaosOptions, faults: FaultCounts): FaultKind[] {
  const { rates, everyMs, stretches, stepKinds } = options;
  const drawn = [rates, everyMs, stretches].flatMap((kinds) => Object.keys(kinds));
  const asked = z.array(z.custom<FaultKind>()).parse([...drawn, ...stepKinds]);
  return asked.filter((kind) => !faults.has(kind));
}

/** Runs jobs under faults, waits until everything is idle, and checks every promise. */
export async function runChaos(options: ChaosOptions, log: (line: string) => void): Promise<ChaosReport> {
  const { seed, minutes, jobs, atOnce, rates, everyMs, stretches, waitForOrphans } = options;
  const journal = createJournal();
  const world = await startWorld({ seed, rates, everyMs, stretches, stateOf: journal.stateOf });
  const chains = createChainWatch(HANDOVER_MS, BEGINNING_MS);
  const starving = createStarvationWatch();
  const watching = new AbortController();
  let nextLook = 0;
  const following = (async () => {
    while (!watching.signal.aborted) {
      await journal.look(world.audit);
      if (Date.now() > nextLook) {
        chains.look(world.qstash.open(), Date.now());
        await starving.look(world.audit);
        nextLook = Date.now() + CHAINS_EVERY_MS;
      }
      await sleep(100);
    }
  })();
  try {
    const startedAt = Date.now();
    const until = startedAt + minutes * 60_000;
    const over = AbortSignal.timeout(minutes * 60_000 + LONGER_MS + FINISH_WITHIN_MS);
    const goesOn = () => {
      const late = Date.now() - until;
      return late < 0 || (late < LONGER_MS && missingKinds(options, world.ledger.counts()).length > 0);
    };
    world.plan.setActive(true);
    const faultsUnderWay = world.startFaults();
    const driving = drive({
      seed,
      jobs,
      atOnce,
      mayBegin: goesOn,
      over,
      client: createClient(world.url),
      changed: journal.changed,
      isOver: journal.isOver,
      callbackUrl: world.listener.url,
    });
    let allEnded = false;
    const noted = () => {
      allEnded = true;
    };
    driving.then(noted, noted);
    while (goesOn() && !allEnded) await sleep(100);
    log(
      `faults end after ${Math.round((Date.now() - startedAt) / 1000)} s, ${journal.unfinished().length} jobs go on`,
    );
    const memory = await world.memory();
    world.plan.setActive(false);
    await faultsUnderWay.stop();
    const callers = await driving;
    await settled(world, journal, callers, over);
    await sweepUntilTold(world, over);
    log(`all jobs at rest after ${Math.round((Date.now() - startedAt) / 1000)} s`);
    const known = new Set(journal.changes.map(({ job_id }) => job_id));
    const exists = (job: string) => waitForOrphans || known.has(job);
    const messagesLeft = await untilDelivered(world.qstash, exists, DELIVERED_WITHIN_MS);
    const { violations, givenUp } = await check(world.audit, callers);
    violations.chains.push(...chains.found());
    violations.starved.push(...starving.found());
    const messages = world.qstash.published();
    const lives = await toldLives(world);
    violations.broken.push(...world.listener.check(lives, undelivered(messages)));
    const recounted = world.tracker.warnings.get('counters_recounted') ?? 0;
    if (recounted > 0) violations.broken.push(`counters did not agree with rows ${recounted} times`);
    const faults = world.ledger.counts();
    return {
      seed,
      seconds: Math.round((Date.now() - startedAt) / 1000),
      ends: await endsOf(world, callers),
      accepted: callers.filter(({ ids }) => ids.size > 0).length,
      steps: (await world.audit.rows(counted, 'select count(*) as n from steps'))[0]?.n ?? 0,
      faults,
      missing: missingKinds(options, faults),
      violations,
      givenUp,
      webhooks: { lives: lives.length, events: world.listener.count() },
      messagesLeft,
      deadLetters: deadLetters(world.qstash),
      recovery: recoveries(world.tracker, messages),
      memory,
      mostChains: chains.most(),
      warnings: world.tracker.warnings,
    };
  } finally {
    watching.abort();
    await following;
    await world.stop();
  }
}
