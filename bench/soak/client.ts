import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Planned } from './mix.ts';
import type { World } from './world.ts';

const jobSchema = z.object({ id: z.string(), status: z.string() });
const UNFINISHED = ['queued', 'processing'];

/** How long a client tries on; nothing is away for as long. */
const PATIENCE_MS = 120_000;
const AGAIN_MS = 100;
/** Between two looks at a job. */
const LOOK_MS = 400;

/** What a client found out about one job. */
export interface Seen {
  id: string;
  planned: Planned;
  ended: boolean;
  deleted: boolean;
}

/** Milliseconds of answers, without those that came in bad weather. */
export interface Latencies {
  create: number[];
  read: number[];
  list: number[];
}

/** The customers. */
export interface Client {
  /** Creates the nth job, sees it to its end, and cancels it if so planned. */
  live(nth: number, planned: Planned): Promise<void>;
  remove(job: Seen): Promise<void>;
  list(): Promise<void>;
  jobs: Seen[];
  /** Jobs that were asked for and have not been seen to end. */
  open(): number;
  /** Answers other than the expected ones. */
  refused: Record<string, number>;
  /** What was measured since the last call. */
  takeLatencies(): Latencies;
}

const none = (): Latencies => ({ create: [], read: [], list: [] });

export function createClient({ appUrl, weather, receiver }: World): Client {
  const jobs: Seen[] = [];
  const refused: Record<string, number> = {};
  let latencies = none();
  let open = 0;

  const once = async (method: string, path: string, init: RequestInit, as?: keyof Latencies) => {
    const startedAt = performance.now();
    const fair = weather.away === null;
    const response = await fetch(`${appUrl}/api/v1${path}`, { method, ...init });
    const body = await response.text();
    if (as && response.ok && fair && weather.away === null) latencies[as].push(performance.now() - startedAt);
    return { status: response.status, body };
  };
  /** Tries on while the service says that it cannot. */
  const ask = async (method: string, path: string, init: RequestInit = {}, as?: keyof Latencies) => {
    for (const giveUpAt = performance.now() + PATIENCE_MS; ; await sleep(AGAIN_MS)) {
      const answer = await once(method, path, init, as).catch((error: unknown) => ({
        status: 0,
        body: String(error),
      }));
      if (answer.status !== 0 && answer.status < 500) return answer;
      refused[`${method} ${answer.status}`] = (refused[`${method} ${answer.status}`] ?? 0) + 1;
      if (performance.now() > giveUpAt) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
    }
  };
  const create = async (nth: number, { keys, webhook }: Planned) => {
    const callback = webhook ? { callback_url: receiver.url } : {};
    const headers = { 'content-type': 'application/json', 'Idempotency-Key': `soak-${nth}` };
    const body = JSON.stringify({ kind: 'soak', input: { keys }, ...callback });
    const answer = await ask('POST', '/jobs', { headers, body }, 'create');
    if (answer.status !== 202) throw new Error(`job ${nth}: ${answer.status} ${answer.body}`);
    return jobSchema.parse(JSON.parse(answer.body)).id;
  };
  const seeToItsEnd = async (seen: Seen) => {
    for (const giveUpAt = performance.now() + PATIENCE_MS; performance.now() < giveUpAt; ) {
      await sleep(LOOK_MS);
      const { body } = await ask('GET', `/jobs/${seen.id}`, {}, 'read');
      seen.ended = !UNFINISHED.includes(jobSchema.parse(JSON.parse(body)).status);
      if (seen.ended) return;
    }
  };

  return {
    jobs,
    refused,
    open: () => open,
    live: async (nth, planned) => {
      open++;
      try {
        const seen: Seen = { id: await create(nth, planned), planned, ended: false, deleted: false };
        jobs.push(seen);
        if (planned.cancelled) await ask('POST', `/jobs/${seen.id}/cancel`);
        await seeToItsEnd(seen);
      } finally {
        open--;
      }
    },
    remove: async (job) => {
      const { status } = await ask('DELETE', `/jobs/${job.id}`);
      // A delete that was answered 5xx may have been carried out: then the next finds nothing.
      job.deleted = status === 204 || status === 404;
      if (!job.deleted) refused[`DELETE ${status}`] = (refused[`DELETE ${status}`] ?? 0) + 1;
    },
    list: async () => void (await ask('GET', '/jobs?limit=20', {}, 'list')),
    takeLatencies: () => {
      const taken = latencies;
      latencies = none();
      return taken;
    },
  };
}
