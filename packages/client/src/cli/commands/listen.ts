import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { ForgedEvent } from '../../errors.ts';
import { verifyWebhook, type WebhookEvent } from '../../webhook.ts';
import { cloneAt } from '../clone.ts';
import type { Command, Invocation } from '../command.ts';
import { EXIT, Usage } from '../exit-codes.ts';
import { keep, readKept } from '../settings.ts';
import type { World } from '../world.ts';

const PORT = 4242;
const MOST_BYTES = 5_000_000;
const FORWARD_MS = 14_000;
/** Passed on, so that the receiver verifies the same signature. */
const OF_EVENT = ['content-type', 'webhook-id', 'webhook-timestamp', 'webhook-signature', 'user-agent'];

interface Secret {
  secret: string;
  from: string;
}

/** The service's own secret where it is known; else one that is made once and kept. */
async function secretOf({ world, values }: Invocation): Promise<Secret> {
  const given = values.text('secret') ?? world.env['WEBHOOK_SECRET'];
  if (given) return { secret: given, from: values.text('secret') ? '--secret' : 'WEBHOOK_SECRET' };
  const clone = await cloneAt(world.cwd);
  const file = clone === null ? null : join(clone, '.local', 'webhook-secret');
  const local = file === null ? '' : await readFile(file, 'utf8').catch(() => '');
  if (file !== null && local !== '') return { secret: local.trim(), from: file };
  const { listenSecret } = await readKept(world);
  if (listenSecret !== undefined) return { secret: listenSecret, from: 'the one kept for you' };
  const made = `whsec_${Buffer.from(world.randomBytes(32)).toString('base64')}`;
  const kept = await keep(world, (others) => ({ ...others, listenSecret: made }));
  return { secret: made, from: `a new one, kept in ${kept}` };
}

/** Null for a body that is larger than any event. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    OF_EVENT.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])),
  );
}

interface Listening {
  world: World;
  secret: string;
  forwardTo: string | undefined;
  /** Prints an event that is genuine. */
  print: (event: WebhookEvent) => void;
}

/** @returns the status that the sender gets: what is not taken by the receiver is sent again by the service */
async function forwarded(
  { forwardTo, world }: Listening,
  headers: IncomingHttpHeaders,
  body: string,
): Promise<number> {
  if (forwardTo === undefined) return 204;
  try {
    const signal = AbortSignal.timeout(FORWARD_MS);
    const answer = await fetch(forwardTo, { method: 'POST', headers: passedOn(headers), body, signal });
    await answer.body?.cancel();
    world.say(`  → ${forwardTo} answered ${answer.status}`);
    return answer.status;
  } catch (error) {
    const { cause } = error instanceof Error ? error : {};
    world.say(`  → ${forwardTo} does not answer${cause instanceof Error ? `: ${cause.message}` : ''}`);
    return 502;
  }
}

async function taken(listening: Listening, request: IncomingMessage): Promise<number> {
  const { world, secret, print } = listening;
  if (request.method !== 'POST') return 405;
  const body = await bodyOf(request);
  if (body === null) return 413;
  try {
    print(await verifyWebhook({ headers: request.headers, body }, secret, world.now()));
  } catch (error) {
    if (!(error instanceof ForgedEvent)) throw error;
    world.say(`Refused, and not forwarded: ${error.message}`);
    return 401;
  }
  return forwarded(listening, request.headers, body);
}

async function serve(listening: Listening, port: number): Promise<void> {
  const { world } = listening;
  const server = createServer((request, response) => {
    taken(listening, request).then(
      (status) => response.writeHead(status).end(),
      (error: unknown) => {
        world.say(error instanceof Error ? error.message : String(error));
        response.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const at = typeof address === 'object' && address !== null ? address.port : port;
  world.say(`Listening. Give this to a request: --callback-url http://127.0.0.1:${at}/`);
  await new Promise<void>((resolve) => {
    if (world.signal.aborted) resolve();
    world.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

export const listen: Command = {
  name: 'listen',
  about: 'Receive events on this machine, verify them, and forward them.',
  usage: '[--forward-to URL] [--port N]',
  words: [0, 0],
  flags: {
    'forward-to': { type: 'string', about: 'receives every genuine event, as it was signed' },
    port: { type: 'string', about: `default ${PORT}` },
    secret: { type: 'string', about: 'else WEBHOOK_SECRET, the local stack’s, or one that is made once' },
    'print-secret': {
      type: 'boolean',
      about: 'print the secret, for WEBHOOK_SECRET of the service, and end',
    },
  },
  run: async (invocation) => {
    const { world, values, json } = invocation;
    const { secret, from } = await secretOf(invocation);
    if (!/^whsec_[A-Za-z0-9+/]+=*$/.test(secret)) throw new Usage('The secret is whsec_ and base64.');
    if (values.is('print-secret')) {
      world.out(`${secret}\n`);
      return EXIT.done;
    }
    const forwardTo = values.text('forward-to');
    if (forwardTo !== undefined && !URL.canParse(forwardTo))
      throw new Usage(`--forward-to ${forwardTo} is no URL.`);
    world.say(`Events are verified with the secret of ${from}.`);
    const print = (event: WebhookEvent) =>
      world.out(json ? `${JSON.stringify(event)}\n` : `${event.timestamp} ${event.type} ${event.data.id}\n`);
    await serve({ world, secret, forwardTo, print }, values.number('port') ?? PORT);
    return EXIT.interrupted;
  },
};
