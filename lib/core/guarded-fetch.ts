/** Type of the global `fetch`, injected so that tests can replace the network. */
export type Fetch = typeof globalThis.fetch;

/** A response with its whole body, as it was sent. */
export interface AnswerBytes {
  status: number;
  bytes: Buffer;
  headers: Headers;
  /** Milliseconds from now, if the response has a valid `Retry-After` (RFC 9110, 10.2.3). */
  retryAfterMs: number | undefined;
}

/** A response with its whole body, read as UTF-8. */
export interface Answer extends Omit<AnswerBytes, 'bytes'> {
  text: string;
}

/** Bytes; the space for an answer doubles as it grows. */
const READ_AT_FIRST = 65_536;

type NoAnswerReason = 'unreachable' | 'cut_off' | 'too_large';

/** No usable response; `detail` is the system's error, e.g. `ENOTFOUND`. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly reason: NoAnswerReason;
  readonly detail: string;
  constructor(reason: NoAnswerReason, detail: string, options?: ErrorOptions) {
    super(`${reason}: ${detail}`, options);
    this.reason = reason;
    this.detail = detail;
  }
}

interface GuardedRequest {
  fetch: Fetch;
  url: string | URL | Request;
  init?: RequestInit | undefined;
  signal: AbortSignal;
  /** Maximum size of the decoded body. */
  maxBytes: number;
  now: () => number;
}

/**
 * One HTTP request with a bounded response body. Returns any status; never retries.
 * @throws NoAnswer `unreachable` before any response, `cut_off` while reading, `too_large` above `maxBytes`.
 * @throws the signal's reason if it aborts.
 */
export async function guardedFetch(request: GuardedRequest): Promise<Answer> {
  const { bytes, ...answer } = await guardedBytes(request);
  return { ...answer, text: bytes.toString('utf8') };
}

/** As `guardedFetch`, for a body that may be in another encoding. */
export async function guardedBytes(request: GuardedRequest): Promise<AnswerBytes> {
  const { fetch, url, init, signal, maxBytes, now } = request;
  try {
    const response = await failingAs('unreachable', () => fetch(url, { ...init, signal }));
    const bytes = await failingAs('cut_off', () => readAll(response, maxBytes));
    return {
      status: response.status,
      bytes,
      headers: response.headers,
      retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), now()),
    };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw error;
  }
}

async function failingAs<T>(reason: NoAnswerReason, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    throw new NoAnswer(reason, systemWord(error), { cause: error });
  }
}

async function readAll(response: Response, maxBytes: number): Promise<Buffer> {
  // Copied, as a server may send each byte in a chunk of its own, and a chunk takes a hundred bytes.
  let [whole, size] = [Buffer.allocUnsafe(READ_AT_FIRST), 0];
  for await (const chunk of atMost(response.body ?? [], maxBytes)) {
    if (size + chunk.byteLength > whole.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * whole.length, size + chunk.byteLength));
      larger.set(whole.subarray(0, size));
      whole = larger;
    }
    whole.set(chunk, size);
    size += chunk.byteLength;
  }
  return whole.subarray(0, size);
}

/** Streams a body; leaving the loop by an error closes the connection. @throws NoAnswer `too_large` */
export async function* atMost(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new NoAnswer('too_large', `more than ${maxBytes} bytes`);
    yield chunk;
  }
}

/** The innermost error code, or else message: `fetch` nests the reason one or two `cause`s deep. */
export function systemWord(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return systemWord(error.cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

/** Milliseconds from `nowMs`; undefined if missing or invalid (RFC 9110, 10.2.3). */
export function parseRetryAfter(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
