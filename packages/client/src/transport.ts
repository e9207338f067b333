import { Refused, refusal, Unreachable, UnstuckError } from './errors.ts';
import type { Problem } from './shapes.ts';

export interface Settings {
  /** Where the service is; default: where the page is from. */
  url?: string;
  /** An API key, or the token of a shared link. */
  key?: string | undefined;
  /** How long one request is repeated while the service is away, ms; default 60,000. */
  patienceMs?: number;
  /** How long one answer may take, ms; default 60,000. */
  requestMs?: number;
  fetch?: typeof fetch;
  /** @returns an Idempotency-Key: 1 to 255 printable ASCII characters */
  randomId?: () => string;
  /** Ms since 1970. */
  now?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface Ask {
  query?: object | undefined;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  body?: Blob | string;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  patienceMs?: number | undefined;
  /** Called after each attempt: whether the service itself has answered. */
  onReach?: ((reached: boolean) => void) | undefined;
  /** Whether sending it twice does no more than sending it once. Default: anything but a POST without a key. */
  repeatable?: boolean;
}

/** Sends a request until it is answered, and reads the answer. @throws Refused, Unreachable, and `signal`'s reason */
export type Send = <T>(
  method: string,
  path: string,
  ask: Ask,
  read: (answer: Response) => Promise<T>,
) => Promise<T>;

const FIRST_MS = 500;
const LONGEST_MS = 10_000;

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export const worldOf = ({ now = Date.now, sleep = pause, ...given }: Settings) => ({
  now,
  sleep,
  randomId: given.randomId ?? (() => hex(crypto.getRandomValues(new Uint8Array(16)))),
});

/** Retry-After: seconds or a date (RFC 9110, 10.2.3), in ms from now. */
function retryAfter({ headers }: Response, nowMs: number): number | null {
  const given = headers.get('retry-after');
  if (given === null) return null;
  const ms = /^\d+$/.test(given) ? Number(given) * 1_000 : Date.parse(given) - nowMs;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

async function refused(answer: Response, nowMs: number): Promise<Refused> {
  const body = await answer.text();
  let problem: Problem | null = null;
  try {
    const given: Problem | null = JSON.parse(body);
    if (typeof given?.code === 'string') problem = given;
  } catch {
    // A platform answers in HTML or in nothing where the service itself is not reached.
  }
  return refusal(answer.status, problem, retryAfter(answer, nowMs));
}

/** Whether the same request may be answered otherwise soon. */
function passes(error: Refused): boolean {
  const { status, problem, retryAfterMs } = error;
  if (status === 429 || (status === 503 && problem)) return retryAfterMs !== null;
  return status >= 500 && problem === null;
}

function mayRepeat(error: unknown, repeatable: boolean): boolean {
  if (error instanceof Unreachable) return repeatable;
  if (!(error instanceof Refused && passes(error))) return false;
  // Our own refusal says that nothing was done, unless it says that it does not know.
  return repeatable || (error.problem !== null && error.code !== 'outcome_unknown');
}

function addressOf(url: string, path: string, query: object = {}): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const each of [value].flat())
      if (each !== undefined && each !== null) pairs.append(name, String(each));
  return `${url.replace(/\/+$/, '')}${path}${pairs.size > 0 ? `?${pairs}` : ''}`;
}

function initOf(method: string, ask: Ask, key?: string): RequestInit {
  const { json, body = json === undefined ? null : JSON.stringify(json) } = ask;
  const headers = {
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(key ? { authorization: `Bearer ${key}` } : {}),
    ...ask.headers,
  };
  return { method, headers, body, cache: 'no-store' };
}

const isKeyed = (method: string, { headers = {} }: Ask): boolean =>
  method !== 'POST' || headers['idempotency-key'] !== undefined;

/** Ms until the next attempt; null: another one does not help. */
function pauseAfter(error: unknown, failed: number, repeatable: boolean): number | null {
  if (!mayRepeat(error, repeatable)) return null;
  const usual = Math.min(LONGEST_MS, FIRST_MS * 2 ** failed);
  return Math.max(usual, error instanceof Refused ? (error.retryAfterMs ?? 0) : 0);
}

/** The one place that repeats requests. */
export function sender(settings: Settings): Send {
  const { url = '', key, patienceMs = 60_000, requestMs = 60_000 } = settings;
  const { now, sleep } = worldOf(settings);
  const call = settings.fetch ?? ((...given) => fetch(...given));

  const once: Send = async (method, path, ask, read) => {
    const { signal } = ask;
    const slow = new AbortController();
    const timer = setTimeout(() => slow.abort(), requestMs);
    const either = signal ? AbortSignal.any([signal, slow.signal]) : slow.signal;
    try {
      const answer = await call(addressOf(url, path, ask.query), {
        ...initOf(method, ask, key),
        signal: either,
      });
      if (!answer.ok && answer.status !== 304) throw await refused(answer, now());
      return await read(answer);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof UnstuckError) throw error;
      throw new Unreachable(`${url || 'The service'} does not answer.`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  };

  return async (method, path, ask, read) => {
    const giveUpAt = now() + (ask.patienceMs ?? patienceMs);
    const repeatable = ask.repeatable ?? isKeyed(method, ask);
    for (let failed = 0; ; failed++) {
      try {
        const answer = await once(method, path, ask, read);
        ask.onReach?.(true);
        return answer;
      } catch (error) {
        ask.onReach?.(error instanceof Refused && error.status < 500);
        const wait = pauseAfter(error, failed, repeatable);
        if (wait === null || now() + wait > giveUpAt) throw error;
        await sleep(wait, ask.signal);
      }
    }
  };
}

/** Reads JSON; null where there is no body. That it has this shape is promised by the OpenAPI document. */
export async function asJson<T>(answer: Response): Promise<T> {
  if (answer.status === 204) return JSON.parse('null');
  const type = answer.headers.get('content-type') ?? 'nothing';
  if (!type.includes('json'))
    throw new UnstuckError(`${answer.url} answered ${type}, not JSON. Is the url right?`);
  const body: T = JSON.parse(await answer.text());
  return body;
}
