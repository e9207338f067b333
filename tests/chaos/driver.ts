import { setTimeout as sleep } from 'node:timers/promises';
import { type Draw, seeded } from '../../dev/faults/random.ts';
import type { Answer, ApiClient, SeenJob } from './client.ts';
import { drawShape, type Shape } from './shapes.ts';

/** What a job's caller has seen. */
export interface Caller {
  key: string;
  shape: Shape;
  body: unknown;
  /** Every job id received for this key. */
  ids: Set<string>;
  /** Progress values, in the order seen. */
  seen: { epoch: number; percent: number; completed: number }[];
  /** The epochs in which a cancellation was accepted. */
  cancelledIn: Set<number>;
  retries: number;
}

export interface DriverOptions {
  seed: number;
  client: ApiClient;
  /** Callback URL for half of the jobs. */
  callbackUrl: string;
  jobs: number;
  /** Concurrent jobs. */
  atOnce: number;
  /** Whether further jobs or epochs may begin. */
  mayBegin: () => boolean;
  /** Resolves when the job has changed in the database, or after a while. */
  changed: (job: string, atMostMs: number) => Promise<void>;
  isOver: (job: string) => boolean;
  /** Aborts when the run is over. */
  over: AbortSignal;
}

const POLL_MS = 1_000;
const SOON_MS = 100;
const CANCELLED = 0.07;
const RETRIED = 0.3;
const SENT_AGAIN = 0.15;
const TOLD = 0.5;

function note(caller: Caller, answer: Answer): SeenJob | null {
  if (answer.kind !== 'job') return null;
  const { epoch, progress } = answer.job;
  caller.seen.push({ epoch, percent: progress.percent, completed: progress.completed });
  return answer.job;
}

/** Repeats a request until it is answered, as a caller with an Idempotency-Key would. */
export async function insist(
  send: () => Promise<Answer>,
  over: AbortSignal,
  pauseMs = 300,
): Promise<Exclude<Answer, { kind: 'unknown' }> | null> {
  while (!over.aborted) {
    const answer = await send();
    if (answer.kind !== 'unknown') return answer;
    await sleep(pauseMs);
  }
  return null;
}

async function create(caller: Caller, options: DriverOptions, draw: Draw): Promise<string | null> {
  const { client, over } = options;
  const send = () => client.create(caller.body, caller.key);
  const twice = draw() < SENT_AGAIN;
  const answers = await Promise.all([insist(send, over), twice ? insist(send, over) : null]);
  if (draw() < SENT_AGAIN) answers.push(await insist(send, over));
  for (const answer of answers) {
    if (answer?.kind === 'job') caller.ids.add(answer.job.id);
    if (answer?.kind === 'refused')
      throw new Error(`creation of ${caller.key} was refused with ${answer.status}`);
  }
  return [...caller.ids][0] ?? null;
}

async function untilOver(caller: Caller, id: string, options: DriverOptions): Promise<void> {
  while (!options.over.aborted) {
    const seen = note(caller, await options.client.job(id));
    if (seen && seen.status !== 'queued' && seen.status !== 'processing') return;
    if (options.isOver(id)) await sleep(SOON_MS);
    else await options.changed(id, POLL_MS);
  }
}

/** One job from creation to its end, sometimes cancelled or retried. */
async function live(caller: Caller, options: DriverOptions, draw: Draw): Promise<void> {
  const [cancels, when, retries] = [draw() < CANCELLED, draw() * 2_000, draw() < RETRIED];
  const id = await create(caller, options, draw);
  if (id === null) return;
  const ended = untilOver(caller, id, options);
  if (cancels) {
    await sleep(when);
    const answer = await insist(() => options.client.cancel(id), options.over);
    if (answer?.kind === 'job') caller.cancelledIn.add(answer.job.epoch);
  }
  await ended;
  if (!retries || caller.shape.name === 'poison step' || !options.mayBegin()) return;
  const answer = await insist(() => options.client.retry(id), options.over);
  if (answer?.kind !== 'job') return;
  caller.retries++;
  await untilOver(caller, id, options);
}

/** Keeps `atOnce` jobs running until `jobs` have been made or none may begin; resolves when all have ended. */
export async function drive(options: DriverOptions): Promise<Caller[]> {
  const draw = seeded(options.seed, 'jobs');
  const callers: Caller[] = [];
  const worker = async () => {
    while (callers.length < options.jobs && options.mayBegin() && !options.over.aborted) {
      const shape = drawShape(draw);
      const key = `chaos-${options.seed}-${callers.length}`;
      const own = seeded(options.seed, key);
      const body = {
        kind: 'stocks',
        input: { symbols: shape.symbols(own) },
        ...(own() < TOLD ? { callback_url: options.callbackUrl } : {}),
        ...(shape.deadlineSeconds === undefined ? {} : { deadline_seconds: shape.deadlineSeconds }),
      };
      const caller = {
        key,
        shape,
        body,
        ids: new Set<string>(),
        seen: [],
        cancelledIn: new Set<number>(),
        retries: 0,
      };
      callers.push(caller);
      await live(caller, options, own);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, worker));
  return callers;
}
