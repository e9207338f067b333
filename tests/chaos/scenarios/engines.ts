import { createServer } from 'node:http';
import { Client } from '@upstash/qstash';
import { systemClock } from '../../../lib/core/clock.ts';
import { type Log, silentLog } from '../../../lib/core/log.ts';
import { parseMessage } from '../../../lib/engine/messages.ts';
import { createPublisher, type Publisher } from '../../../lib/engine/publisher.ts';
import { createQueuePlan } from '../../../lib/engine/queue-plan.ts';
import { QUICK, type TestEngine } from '../../support/engine.ts';
import { createdJob, jobsContext, sliceOf, turn } from '../../support/jobs.ts';
import { run, somethingComes } from './run.ts';
import { leaseFor, PATIENCE_MS, type Scenario, until } from './world.ts';

/** A turn that commits; it alone has the analyzer's rows in it. */
const isCommit = (text: string) => text.includes('insert into chaos_effects');

const messageOf = async (request: Request) => parseMessage(await request.text());
const answer = (status: number) => new Response('in place of the function', { status });
const isFailureCallback = (request: Request) => request.url.endsWith('/api/failed');

/** The database goes away while steps run, and comes back when the message that is not acknowledged comes again. */
const awayAtCommit: Scenario = {
  name: 'the database is away when a slice commits',
  play: async (scene) => {
    let weather: 'before' | 'away' | 'after' = 'before';
    scene.fault = () => (weather === 'away' ? 'refuse' : undefined);
    const log: Log = {
      ...silentLog,
      info: (event) => {
        if (event === 'step_began' && weather === 'before') weather = 'away';
      },
      with: () => log,
    };
    const before = async () => {
      if (weather === 'away') weather = 'after';
      return null;
    };
    return run(scene, { keys: ['SLOW-0', 'SLOW-1'], before, log });
  },
};

/** Every second round trip commits, but its response is lost; each kind of them is counted apart, so that none escapes by chance. */
const lostAnswers: Scenario = {
  name: 'every second answer of the database is lost',
  play: async (scene) => {
    const trips = new Map<string, number>();
    scene.fault = (_, text) => {
      const before = trips.get(text) ?? 0;
      trips.set(text, before + 1);
      return before % 2 === 0 ? 'cut_after' : undefined;
    };
    return run(scene, {
      keys: ['OK-0', 'OK-1', 'BAD-0', 'OPEN-0', 'OK-2', 'OK-3', 'OK-4'],
    });
  },
};

/** A slice dies holding leases on its line; its message is redelivered before they end. */
const ownDeadRun: Scenario = {
  name: 'a message comes again while its dead run holds the leases',
  play: async (scene) => {
    let deliveries = 0;
    const before = async (request: Request) => {
      const message = await messageOf(request);
      if (message?.type !== 'slice' || ++deliveries > 2) return null;
      if (deliveries === 1) {
        const dying = () => turn(scene.db, message.job, { token: 'dead', slice: sliceOf(message.line) });
        // The message may come before its job.
        await until('a claim', async () => (await dying()).claimed.length > 0);
      }
      // However late the second delivery comes, it finds the leases, and need not wait for them long.
      await leaseFor(scene.db, message.job, deliveries === 1 ? 3_600 : 10);
      return deliveries === 1 ? answer(500) : null;
    };
    return run(scene, { keys: ['OK-0', 'OK-1', 'OK-2'], before });
  },
};

/** The slice message is lost, and so is the first one that the watchdog publishes. */
const lostRescue: Scenario = {
  name: 'the first rescue is lost',
  play: async (scene) => {
    let firstRescue: string | null = null;
    const before = async (request: Request) => {
      if (isFailureCallback(request)) return answer(200);
      const message = await messageOf(request);
      if (message?.type !== 'slice') return null;
      if (message.line !== 'w') return answer(200);
      const id = request.headers.get('Upstash-Message-Id');
      firstRescue ??= id;
      return id === firstRescue ? answer(200) : null;
    };
    const settings = { watchdogPeriodMs: 1_000 };
    return run(scene, { keys: ['OK-0'], settings, before });
  },
};

/** The slice message is lost, and the queue refuses what the first delivery of the watchdog wants to arm. */
const refusedSuccessor: Scenario = {
  name: 'the queue refuses the next watchdog',
  play: async (scene) => {
    let refused = 0;
    let lost = 0;
    const publisher = (real: Publisher): Publisher => ({
      ...real,
      watchdog: async (life, gen, delaySeconds) => {
        if (refused++ === 0) throw new Error('refused');
        return real.watchdog(life, gen, delaySeconds);
      },
    });
    // Only a watchdog after the first finds the slice and its first rescue lost.
    const before = async (request: Request) => {
      if (isFailureCallback(request)) return answer(200);
      const message = await messageOf(request);
      return message?.type === 'slice' && lost++ < 2 ? answer(200) : null;
    };
    const settings = { watchdogPeriodMs: 1_000 };
    return run(scene, { keys: ['OK-0'], settings, before, publisher });
  },
};

/** A QStash that accepts only part of a batch. */
async function withPartialQueue(refused: (index: number) => boolean, use: (url: string) => Promise<void>) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const items: unknown[] = JSON.parse(Buffer.concat(chunks).toString());
    const answers = items.map((_, i) =>
      refused(i) ? { error: 'quota exceeded' } : { messageId: `msg_${i}` },
    );
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  try {
    await use(`http://127.0.0.1:${address.port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** The queue accepts only some of the messages that begin a job. */
const partialBatch: Scenario = {
  name: 'the queue takes a part of a batch',
  play: async ({ url }) => {
    const found: string[] = [];
    const parts: [string, (index: number) => boolean][] = [
      ['no watchdog', (index) => index === 0],
      ['no lane', (index) => index > 0],
    ];
    for (const [part, refused] of parts) {
      await withPartialQueue(refused, async (baseUrl) => {
        const client = new Client({ baseUrl, token: 'any', devMode: false, retry: false });
        const deps = {
          client,
          appUrl: 'http://127.0.0.1:9',
          clock: systemClock,
          random: Math.random,
          settings: QUICK,
          log: silentLog,
          plan: createQueuePlan(silentLog),
          hush: (text: string) => text,
        };
        const job = await createdJob(jobsContext(url, createPublisher(deps)), 1).catch(() => null);
        if (job) found.push(`a job was accepted with ${part}`);
      });
    }
    return found;
  },
};

/** The commit that ends the job succeeds, but its response is lost. */
const unseenEnd: Scenario = {
  name: 'nobody sees the job end',
  play: async (scene) => {
    let delivered = 0;
    const receiver = createServer((request, response) => {
      delivered++;
      request.resume();
      response.writeHead(200).end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const address = receiver.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    let cut = false;
    scene.fault = (_, text) => {
      if (cut || !isCommit(text)) return undefined;
      cut = true;
      return 'cut_after';
    };
    const told = async (engine: TestEngine) => {
      const end = Date.now() + PATIENCE_MS;
      while (delivered === 0 && Date.now() < end && somethingComes(engine, end)) await systemClock.sleep(50);
      return delivered > 0 ? [] : ['the job has ended and nobody was told'];
    };
    try {
      const callbackUrl = `http://127.0.0.1:${address.port}/`;
      return await run(scene, { keys: ['OK-0'], callbackUrl }, told);
    } finally {
      receiver.closeAllConnections();
      receiver.close();
    }
  },
};

export const ENGINE_SCENARIOS = [
  awayAtCommit,
  lostAnswers,
  ownDeadRun,
  lostRescue,
  refusedSuccessor,
  partialBatch,
  unseenEnd,
];
