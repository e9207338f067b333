import type { Attempt, Header, Message } from './message.ts';
import { sign } from './signature.ts';

/**
 * Maximum size of a stored response, and maximum delivery time, on QStash's Free plan. Node's fetch itself gives up
 * after 300 s without response headers.
 */
const MAX_RESPONSE_BYTES = 1024 * 1024;
const MAX_TIMEOUT_MS = 15 * 60_000;
const REGION = 'EU-CENTRAL-1';
/** Headers set by the HTTP client itself, or rejected by it. */
const NOT_SENDABLE =
  /^(host|content-length|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect)$/i;

interface SendOptions {
  fetch: typeof fetch;
  /** The current signing key. */
  key: string;
  now: number;
  signal: AbortSignal;
}

function requestHeaders(message: Message, key: string, now: number): Headers {
  const headers = new Headers(message.headers.filter(([name]) => !NOT_SENDABLE.test(name)));
  const own: Header[] = [
    ['User-Agent', 'Upstash-QStash'],
    ['Upstash-Signature', sign(key, message.url, message.body, now)],
    ['Upstash-Message-Id', message.id],
    ['Upstash-Retried', String(message.retried)],
    ['Upstash-Caller-Ip', message.callerIp],
    ['upstash-region', REGION],
  ];
  if (message.scheduleId !== null) own.push(['Upstash-Schedule-Id', message.scheduleId]);
  for (const [name, value] of own) headers.set(name, value);
  return headers;
}

async function readBody(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MAX_RESPONSE_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_RESPONSE_BYTES);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return cause === '' ? error.message : `${error.message}: ${cause}`;
}

/** The outcome of an attempt without a response. */
export function noAnswer(why: string): Attempt {
  return { status: 0, headers: {}, body: Buffer.from(why) };
}

/** Makes one HTTP call to the destination. Never rejects: a network error, timeout or abort is status 0. */
export async function send(message: Message, { fetch, key, now, signal }: SendOptions): Promise<Attempt> {
  const timeoutMs = Math.min(message.timeoutMs ?? MAX_TIMEOUT_MS, MAX_TIMEOUT_MS);
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(message.url, {
      method: message.method,
      headers: requestHeaders(message, key, now),
      body: message.body.length === 0 ? null : new Uint8Array(message.body),
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
    });
    const headers: Record<string, string[]> = {};
    for (const [name, value] of response.headers) headers[name] = [...(headers[name] ?? []), value];
    return { status: response.status, headers, body: await readBody(response) };
  } catch (error) {
    return noAnswer(timeout.aborted ? `no answer within ${timeoutMs} ms` : reason(error));
  }
}
