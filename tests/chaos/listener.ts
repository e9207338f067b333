import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { type Draw, seeded } from '../../dev/faults/random.ts';
import type { PublishedMessage } from '../../dev/qstash/counts.ts';

/** For tests only: 32 constant bytes. */
export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
/** Fraction of deliveries that the receiver refuses. */
const REFUSED = 0.1;

const event = z.object({ type: z.string(), data: z.object({ id: z.string(), epoch: z.number() }) });

export interface Life {
  job: string;
  epoch: number;
  status: string;
}

/** A customer's server. Verifies each event with the reference library and stores it by job and epoch. */
export interface Listener {
  url: string;
  /** Number of verified events. */
  count(): number;
  /** Faults in the events of these epochs. `givenUp` lists epochs (`job/epoch`) whose deliveries were exhausted. */
  check(lives: Life[], givenUp: ReadonlySet<string>): string[];
  stop(): Promise<void>;
}

function keep(bodies: Map<string, Set<string>>, body: string): void {
  const { id, epoch } = event.parse(JSON.parse(body)).data;
  const life = `${id}/${epoch}`;
  bodies.set(life, (bodies.get(life) ?? new Set()).add(body));
}

export async function startListener(seed: number): Promise<Listener> {
  const bodies = new Map<string, Set<string>>();
  const wrong: string[] = [];
  let count = 0;
  const draw: Draw = seeded(seed, 'listener');
  const verifier = new Webhook(WEBHOOK_SECRET);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString();
    try {
      const { headers } = request;
      verifier.verify(
        body,
        Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      );
      keep(bodies, body);
      count++;
    } catch (error) {
      wrong.push(`an event cannot be verified: ${String(error)}`);
    }
    response.writeHead(draw() < REFUSED ? 500 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/told`,
    count: () => count,
    check: (lives, givenUp) => {
      const ended = new Set(lives.map(({ job, epoch }) => `${job}/${epoch}`));
      const early = [...bodies.keys()]
        .filter((life) => !ended.has(life))
        .map((life) => `${life} was told before its end`);
      const found = lives.flatMap(({ job, epoch, status }) => {
        const told = [...(bodies.get(`${job}/${epoch}`) ?? [])];
        if (told.length === 0)
          return givenUp.has(`${job}/${epoch}`) ? [] : [`${job}/${epoch}: nobody was told`];
        if (told.length > 1) return [`${job}/${epoch} was told with ${told.length} contents`];
        const types = told.map((body) => event.parse(JSON.parse(body)).type);
        return types[0] === `job.${status}` ? [] : [`${job}/${epoch} is ${status}, told was ${types[0]}`];
      });
      return [...wrong, ...early, ...found];
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const webhookBody = z.object({ type: z.literal('webhook'), job: z.string(), epoch: z.number() });

/** Epochs whose event QStash could not deliver within its retries. */
export function undelivered(messages: PublishedMessage[]): Set<string> {
  const failed = messages.filter(({ state, callbackOf }) => state === 'FAILED' && callbackOf === null);
  return new Set(
    failed.flatMap(({ body }) => {
      const parsed = webhookBody.safeParse(JSON.parse(body)).data;
      return parsed ? [`${parsed.job}/${parsed.epoch}`] : [];
    }),
  );
}
