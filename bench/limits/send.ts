import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

/** What one sender asks for. In a thread of its own, since the stack's host lives in the bench's. */
export interface Sending {
  url: string;
  /** In turn. */
  asks: { key: string; path: string }[];
  /** How many a second, evenly; null: always so many under way at once. */
  pace: { perSecond: number } | { atOnce: number };
  seconds: number;
}

export interface Sent {
  /** Milliseconds, from when the request was due to the end of its answer. */
  times: number[];
  /** How many were answered with each status. */
  statuses: Record<number, number>;
}

const agent = new Agent({ keepAlive: true, maxSockets: 500 });

function ask(url: string, { key, path }: Sending['asks'][number]): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}` };
    const sent = request(url + path, { agent, headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject).end();
  });
}

/** Sends until the time is up, and waits for the answers. */
async function send({ url, asks, pace, seconds }: Sending): Promise<Sent> {
  const sent: Sent = { times: [], statuses: {} };
  const startedAt = performance.now();
  const timed = async (n: number, dueAt: number) => {
    const next = asks[n % asks.length];
    if (!next) return;
    const status = await ask(url, next);
    sent.times.push(performance.now() - dueAt);
    sent.statuses[status] = (sent.statuses[status] ?? 0) + 1;
  };
  if ('atOnce' in pace) {
    const line = async () => {
      while (performance.now() < startedAt + seconds * 1_000) await timed(0, performance.now());
    };
    await Promise.all(Array.from({ length: pace.atOnce }, line));
    return sent;
  }
  // Late is late: a request is due at its time, whatever became of those before it.
  const underWay: Promise<void>[] = [];
  for (let n = 0; n < pace.perSecond * seconds; n++) {
    const dueAt = startedAt + (n * 1_000) / pace.perSecond;
    const early = dueAt - performance.now();
    if (early > 0) await sleep(early);
    underWay.push(timed(n, dueAt));
  }
  await Promise.all(underWay);
  return sent;
}

const sending: Sending = workerData;
parentPort?.postMessage(await send(sending));
agent.destroy();
