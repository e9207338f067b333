import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Context } from './context.ts';
import { countStates, type PublishedMessage, publishedMessage, type QstashStats } from './counts.ts';
import { deliverer } from './deliver.ts';
import { flowGate } from './flow-gate.ts';
import { errorAnswer, readCall, writeAnswer } from './http.ts';
import type { Intercept } from './intercept.ts';
import { route } from './routes.ts';
import { Scheduler } from './scheduler.ts';
import type { SigningKeys } from './settings-store.ts';
import { openStore, type Store } from './store.ts';

export interface QstashOptions {
  /** The SQLite file that holds everything; made when it is not there. */
  file: string;
  /** 0 (the default) takes a free one. */
  port?: number;
  host?: string;
  /** Token and keys default to the file's own, made at first start. What is given replaces what the file has. */
  token?: string;
  signingKeys?: SigningKeys;
  /** Deliveries at once. */
  parallelism?: number;
  /** Unix milliseconds. A clock that jumps is noticed at the next request or timer. */
  now?: () => number;
  fetch?: typeof fetch;
  intercept?: Intercept;
}

export interface QstashServer {
  url: string;
  token: string;
  keys(): SigningKeys;
  stats(): QstashStats;
  /** Every message that was ever accepted, oldest first; duplicates are none. */
  published(filter?: { label?: string }): PublishedMessage[];
  /** Resolves when nothing is due and nothing is in flight; what waits for a paused key or a later time does not count. */
  idle(): Promise<void>;
  /** Closes at once; what was in flight is delivered again at the next start. */
  stop(): Promise<void>;
}

function makeContext(store: Store, options: QstashOptions): Context {
  const { parallelism = 100, intercept = {}, fetch: send = fetch } = options;
  const clock = options.now ?? Date.now;
  const now = () => Math.floor(clock());
  const gate = flowGate(store.flow);
  const deliver = deliverer({ store, fetch: send, now, intercept });
  const scheduler = new Scheduler({ store, gate, now, parallelism, deliver });
  return { store, gate, scheduler, intercept, now, parallelism };
}

function httpServer(context: Context, token: string): Server {
  return createServer((request, response) => {
    readCall(request)
      .then((call) => route(context, call, token))
      .catch(errorAnswer)
      .then((answer) => writeAnswer(response, answer));
  });
}

function address(server: Server, host: string): string {
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the server is not bound to a port');
  return `http://${host}:${bound.port}`;
}

/**
 * Starts a QStash-compatible server on a file and goes on with what that file still has to deliver.
 * @throws Error when the port is taken or another server has the file open.
 */
export async function startQstash(options: QstashOptions): Promise<QstashServer> {
  const { file, port = 0, host = '127.0.0.1' } = options;
  const store = openStore(file);
  const token = store.settings.token(options.token);
  store.settings.initKeys(options.signingKeys);
  const context = makeContext(store, options);
  store.messages.recover(context.now());
  const server = httpServer(context, token);
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    store.close();
    throw error;
  }
  context.scheduler.wake();
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await context.scheduler.stop();
    store.close();
  };
  return {
    url: address(server, host),
    token,
    keys: () => store.settings.keys(),
    stats: () => countStates(store),
    published: ({ label } = {}) => {
      const messages = store.messages.all().map(publishedMessage);
      return label === undefined ? messages : messages.filter(({ labels }) => labels.includes(label));
    },
    idle: () => context.scheduler.idle(),
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
