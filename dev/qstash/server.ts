import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Context } from './context.ts';
import { countStates, type PublishedMessage, publishedMessage, type QstashStats } from './counts.ts';
import type { DeadLetter } from './dead-letter-store.ts';
import { deliverer } from './deliver.ts';
import { flowGate } from './flow-gate.ts';
import { errorAnswer, readCall, writeAnswer } from './http.ts';
import type { Intercept } from './intercept.ts';
import { defaultBackoff, type RetryDelay } from './retry-delay.ts';
import { route } from './routes.ts';
import { Scheduler } from './scheduler.ts';
import type { SigningKeys } from './settings-store.ts';
import { openStore, type Store } from './store.ts';

export interface QstashOptions {
  /** The SQLite file with all state; created if missing. */
  file: string;
  /** 0 (default): a free port. */
  port?: number;
  host?: string;
  /** Token and keys; default to those in the file, created at first start. Given values replace them. */
  token?: string;
  signingKeys?: SigningKeys;
  /** Base URL of the app. What is stored for the one of the last start is delivered to this one. */
  appUrl?: string;
  /** Maximum parallel deliveries. */
  parallelism?: number;
  /** Milliseconds before the retry after `retried` ones, where a message sets none; default QStash's own. */
  defaultDelay?: RetryDelay;
  /** Unix milliseconds. A jump is noticed at the next request or timer. */
  now?: () => number;
  fetch?: typeof fetch;
  /** Whether delivered messages are forgotten at once, so that the file does not grow with them; default false. */
  forgetsDelivered?: boolean;
  intercept?: Intercept;
  /** Receives what the user has to know, such as a full disk; default stderr. */
  log?: (line: string) => void;
}

export interface QstashServer {
  url: string;
  token: string;
  keys(): SigningKeys;
  stats(): QstashStats;
  /** Every message accepted and not forgotten, oldest first, without duplicates. */
  published(filter?: { label?: string }): PublishedMessage[];
  /** The messages that have not ended, oldest first. */
  open(): PublishedMessage[];
  /** So many of the newest. */
  deadLetters(most: number): DeadLetter[];
  /** Resolves when nothing is due or in flight; messages of paused keys or due later do not count. */
  idle(): Promise<void>;
  /** Stops at once; messages in flight are delivered again at the next start. */
  stop(): Promise<void>;
}

function makeContext(store: Store, options: QstashOptions): Context {
  const { parallelism = 100, intercept = {}, fetch: send = fetch, defaultDelay = defaultBackoff } = options;
  const clock = options.now ?? Date.now;
  const now = () => Math.floor(clock());
  const gate = flowGate(store.flow);
  const deliver = deliverer({ store, fetch: send, now, intercept, defaultDelay });
  const scheduler = new Scheduler({ store, gate, now, parallelism, deliver });
  return { store, gate, scheduler, intercept, now, parallelism };
}

function httpServer(context: Context, token: string): Server {
  return createServer((request, response) => {
    readCall(request)
      .then((call) => route(context, call, token))
      .catch((error: unknown) => errorAnswer(context.store.fault(error)))
      .then((answer) => writeAnswer(response, answer));
  });
}

function address(server: Server, host: string): string {
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the server is not bound to a port');
  return `http://${host}:${bound.port}`;
}

/** Sets token, keys and the app's URL, and makes due what was in flight. @throws QueueFileError */
function prepare(store: Store, options: QstashOptions, now: number): string {
  const { appUrl } = options;
  try {
    return store.transaction(() => {
      const token = store.settings.token(options.token);
      store.settings.initKeys(options.signingKeys);
      store.messages.recover(now);
      if (appUrl !== undefined) store.destinations.follow(appUrl);
      return token;
    });
  } catch (error) {
    store.close();
    throw error;
  }
}

/**
 * Starts a QStash-compatible server on a file and resumes its pending deliveries.
 * @throws Error if the port is taken; QueueFileError if another server has the file open, it is damaged, or its disk
 * is full.
 */
export async function startQstash(options: QstashOptions): Promise<QstashServer> {
  const { file, port = 0, host = '127.0.0.1', forgetsDelivered = false } = options;
  const log = options.log ?? ((line: string) => console.error(line));
  const store = openStore(file, { log, forgetsDelivered });
  const context = makeContext(store, options);
  const token = prepare(store, options, context.now());
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
    open: () => store.messages.open().map(publishedMessage),
    deadLetters: (most) => Iterator.from(store.deadLetters.newestFirst()).take(most).toArray(),
    idle: () => context.scheduler.idle(),
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
