import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { systemClock } from '../../lib/core/clock.ts';
import { WEBHOOK_SECRET } from './engine.ts';

const eventSchema = z.strictObject({
  type: z.string(),
  timestamp: z.iso.datetime(),
  data: z.looseObject({ id: z.string(), status: z.string(), epoch: z.number() }),
});

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  delayMs?: number;
}

export interface Receiver {
  url: string;
  port: number;
  /** Requests received, in order. */
  received: Received[];
  /** The requests, once there are `count` or more. @throws after eight seconds. */
  arrived(count: number): Promise<Received[]>;
  stop(): Promise<void>;
}

/** A customer's server on loopback. `reply` is called with the number of the request, from 1. */
export async function startReceiver(
  reply: (nth: number) => Reply | Promise<Reply> = () => ({}),
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const nth = received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
    const { status = 204, headers = {}, delayMs = 0 } = await reply(nth);
    await systemClock.sleep(delayMs);
    response.writeHead(status, headers).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/hook?for=ann`,
    port: address.port,
    received,
    arrived: async (count) => {
      const giveUpAt = Date.now() + 8_000;
      while (received.length < count) {
        if (Date.now() > giveUpAt) throw new Error(`${received.length} of ${count} have arrived`);
        await systemClock.sleep(10);
      }
      return received;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Verifies an event with the reference library, as a receiver would. @throws if the signature is invalid. */
export function verified({ headers, body }: Received) {
  const given = z
    .object({ 'webhook-id': z.string(), 'webhook-timestamp': z.string(), 'webhook-signature': z.string() })
    .parse(headers);
  return eventSchema.parse(new Webhook(WEBHOOK_SECRET).verify(body, given));
}
