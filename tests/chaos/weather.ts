import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Intercept as DatabaseIntercept } from '../../dev/neon/intercept.ts';
import type { Intercept } from '../../dev/qstash/intercept.ts';
import { createChainWatch } from './chains.ts';
import { createClient } from './client.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

/** What is away: every publish refused, every database call cut, or every delivery answered 502. */
export const AWAY = ['queue', 'database', 'functions'] as const;
export type Away = (typeof AWAY)[number];

export interface WeatherOptions {
  away: Away;
  stretchMs: number;
  /** Interval of a client that polls the jobs; null if nobody looks. */
  lookEveryMs: number | null;
  /** How long after the stretch everything may take. */
  patienceMs: number;
  /** Duration of a step; the job takes 25 times that, longer than all deliveries of its message at the shipped numbers. */
  stepMs: number;
  functions: Omit<NonNullable<WorldOptions['functions']>, 'settings'> & { engine: Record<string, number> };
}

interface Played {
  id: string;
  status: string;
  code: string | null;
  /** From the end of the stretch to the job's next step, or to its end if none came; null if neither. */
  wentOnMs: number | null;
  /** From the end of the stretch to the job's end; null if it did not end. */
  endedMs: number | null;
  /** Accepted by the queue for this job, failure callbacks included. */
  messages: number;
  functionMs: number;
}

export interface WeatherReport {
  away: Away;
  looking: boolean;
  /** The time of the job's steps. */
  neededMs: number;
  /** A job that was running when the stretch began. */
  running: Played;
  /** A job whose deadline passed in the middle of the stretch. */
  overdue: Played;
  /** The most watchdog chains seen at once; epochs that had more than one for longer than a handover. */
  mostChains: number;
  chains: string[];
}

/** On one line, one at a time. */
const STEPS = 25;
/** So many have begun when the stretch begins. */
const BEGUN = 2;
const HANDOVER_MS = 3_000;

function weather(away: Away): { queue: Intercept; database: DatabaseIntercept; set(on: boolean): void } {
  let on = false;
  const during = (which: Away) => on && away === which;
  return {
    queue: {
      publish: () => (during('queue') ? 'refuse' : undefined),
      deliver: () => (during('functions') ? 'bad_gateway' : undefined),
    },
    database: () => (during('database') ? 'cut' : undefined),
    set: (value) => {
      on = value;
    },
  };
}

async function create({ url }: World, key: string, deadlineSeconds?: number): Promise<string> {
  const symbols = Array.from({ length: STEPS }, (_, i) => `SLOW-${i}`);
  const deadline = deadlineSeconds === undefined ? {} : { deadline_seconds: deadlineSeconds };
  // Six worlds start at once: the first answer may take longer than a caller waits.
  for (let tries = 1; ; tries++) {
    const created = await createClient(url).create({ kind: 'stocks', input: { symbols }, ...deadline }, key);
    if (created.kind === 'job') return created.job.id;
    if (created.kind === 'refused' || tries === 6) throw new Error(`not created: ${JSON.stringify(created)}`);
  }
}

const ended = z.object({
  id: z.string(),
  status: z.string(),
  code: z.string().nullable(),
  at: z.coerce.date(),
});

/** The jobs that have ended, from the rows, so that nobody looks through the API. */
function endsOf({ audit }: World): Promise<z.infer<typeof ended>[]> {
  return audit.rows(
    ended,
    `select j.id, j.status, j.error_code as code, max(h.at) as at
      from jobs j join chaos_history h on h.job_id = j.id and h.status = j.status
      where j.status not in ('queued', 'processing') group by j.id`,
  );
}

async function until(holds: () => boolean | Promise<boolean>, patienceMs: number): Promise<boolean> {
  for (const end = Date.now() + patienceMs; ; await sleep(250)) {
    if (await holds()) return true;
    if (Date.now() > end) return false;
  }
}

async function playedBy(world: World, id: string, overAt: number): Promise<Played> {
  const end = (await endsOf(world)).find((each) => each.id === id);
  const after = world.tracker.runs.find((run) => run.job === id && run.at > overAt);
  const went = [after?.at, end?.at.getTime()].filter((at) => at !== undefined);
  const all = world.qstash.published();
  const own = new Set(all.flatMap(({ labels, messageId }) => (labels.includes(id) ? [messageId] : [])));
  return {
    id,
    status: end?.status ?? 'unfinished',
    code: end?.code ?? null,
    wentOnMs: went.length === 0 ? null : Math.max(0, Math.min(...went) - overAt),
    endedMs: end === undefined ? null : Math.max(0, end.at.getTime() - overAt),
    messages: all.filter(({ messageId, callbackOf }) => own.has(messageId) || own.has(callbackOf ?? ''))
      .length,
    functionMs: world.tracker.functionMs(id),
  };
}

/** Calls `work` every `everyMs` until it is stopped. */
function regularly(everyMs: number, work: () => unknown): () => void {
  const timer = setInterval(() => void work(), everyMs);
  return () => clearInterval(timer);
}

/** Plays one stretch in the middle of a running job, in a world of its own. */
export async function playWeather(options: WeatherOptions): Promise<WeatherReport> {
  const { away, stretchMs, lookEveryMs, patienceMs, stepMs } = options;
  const { engine, ...rest } = options.functions;
  const steps = { slowMs: stepMs, timeoutMs: stepMs + 2_000, concurrency: 1 };
  const functions = { ...rest, settings: { engine, steps } };
  const sky = weather(away);
  const { queue, database } = sky;
  const world = await startWorld({
    seed: 1,
    rates: {},
    everyMs: {},
    stateOf: () => 'none',
    queue,
    database,
    functions,
  });
  const { tracker, qstash } = world;
  const chains = createChainWatch(HANDOVER_MS);
  const stops = [regularly(500, () => chains.look(qstash.open(), Date.now()))];
  try {
    const isOver = async (...ids: string[]) => {
      const over = new Set((await endsOf(world)).map(({ id }) => id));
      return ids.every((id) => over.has(id));
    };
    const overdue = await create(world, 'overdue', Math.ceil(stretchMs / 2_000));
    const running = await create(world, 'running');
    await until(() => tracker.runs.filter(({ job }) => job === running).length >= BEGUN, patienceMs);
    sky.set(true);
    if (lookEveryMs !== null) {
      const client = createClient(world.url);
      const look = () => Promise.all([running, overdue].map((id) => client.job(id)));
      stops.push(regularly(lookEveryMs, look));
    }
    await sleep(stretchMs);
    sky.set(false);
    const overAt = Date.now();
    await until(() => isOver(running, overdue), patienceMs);
    return {
      away,
      looking: lookEveryMs !== null,
      neededMs: STEPS * stepMs,
      running: await playedBy(world, running, overAt),
      overdue: await playedBy(world, overdue, overAt),
      mostChains: chains.most(),
      chains: chains.found(),
    };
  } finally {
    for (const stop of stops) stop();
    await world.stop();
  }
}

const seconds = (ms: number | null) => (ms === null ? 'never' : `${(ms / 1_000).toFixed(1)} s`);

/** One line for people. */
export function weatherLine({
  away,
  looking,
  neededMs,
  running,
  overdue,
  mostChains,
}: WeatherReport): string {
  const { wentOnMs, status, messages, functionMs } = running;
  return [
    `${away} away, ${looking ? 'somebody' : 'nobody'} looking: on again after ${seconds(wentOnMs)}, ${status}`,
    `${messages} messages`,
    `${seconds(functionMs)} of functions (needs ${seconds(neededMs)})`,
    `most chains ${mostChains}`,
    `overdue job ${overdue.status}/${overdue.code} after ${seconds(overdue.endedMs)}`,
  ].join('; ');
}
