import type { z } from 'zod';
import { JsonTooComplex, parseBounded } from '../../core/bounded-json.ts';
import { PermanentError, ProviderSilence } from '../../core/errors.ts';
import { type Answer, type Fetch, guardedFetch, NoAnswer } from '../../core/guarded-fetch.ts';
import { isRateLimited, waitOf } from './rate-limit.ts';
import { platformFailed, platformUnauthorized, rateLimited } from './social-errors.ts';

const MAX_BODY_BYTES = 4_000_000;

export interface ApiAnswer {
  status: number;
  /** The parsed JSON; undefined for an error response that is not JSON. */
  body: unknown;
  headers: Headers;
}

export interface ApiCall {
  /** Display name, e.g. `Bluesky`. */
  network: string;
  url: URL;
  headers?: Record<string, string>;
  fetch: Fetch;
  now: () => number;
  signal: AbortSignal;
  /** Maximum response size in bytes; default 4 MB. */
  maxBytes?: number;
  /** Maps a non-2xx response to this network's error; null applies the general rules. */
  refusal: (answer: ApiAnswer) => Error | null;
}

/**
 * One GET of a JSON API with size and time limits and without redirects. Returns only 2xx JSON responses.
 * @throws the error from `refusal`, or the general errors of `SocialSource`.
 */
export async function callApi(call: ApiCall): Promise<ApiAnswer> {
  const answer = await exchange(call);
  if (answer.status >= 200 && answer.status < 300) {
    return { status: answer.status, body: parsed(call.network, answer), headers: answer.headers };
  }
  const { status, headers } = answer;
  const refusal = call.refusal({ status, body: parsedOrNothing(answer.text), headers });
  if (refusal !== null) throw refusal;
  if (isRateLimited(status, headers)) throw rateLimited(call.network, waitOf(headers, call.now()));
  throw generalRefusal(call.network, answer);
}

async function exchange(call: ApiCall): Promise<Answer> {
  const { url, headers, fetch, now, signal, maxBytes = MAX_BODY_BYTES } = call;
  const init: RequestInit = {
    redirect: 'manual',
    headers: { accept: 'application/json', 'user-agent': 'unstuck', ...headers },
  };
  try {
    return await guardedFetch({ fetch, url, init, signal, now, maxBytes });
  } catch (error) {
    if (error instanceof NoAnswer) throw withoutAnswer(call, error);
    throw error;
  }
}

const tooLarge = (network: string, what: string) =>
  new PermanentError('platform_answer_too_large', `${network} answered with ${what}`);

function withoutAnswer({ network }: ApiCall, error: NoAnswer): Error {
  if (error.reason === 'too_large') {
    return tooLarge(network, `${error.detail}; it was not read.`);
  }
  if (error.reason === 'cut_off') return platformFailed(network, `an incomplete response (${error.detail})`);
  return new ProviderSilence('platform_unreachable', `${network} could not be reached (${error.detail}).`);
}

function generalRefusal(network: string, { status, retryAfterMs }: Answer): Error {
  if (status === 401 || status === 403) {
    return platformUnauthorized(network, `refuses access (status ${status}).`);
  }
  const what = status < 400 ? `a redirect (status ${status}), which is not followed` : `status ${status}`;
  return platformFailed(network, what, retryAfterMs);
}

/** The parser's message may quote posts, so it is not passed on. */
function parsed(network: string, { text, headers }: Answer): unknown {
  try {
    return parseBounded(text);
  } catch (error) {
    if (error instanceof JsonTooComplex) throw tooLarge(network, `JSON that is not read. ${error.message}`);
    const type = /^[\w.+/-]{1,60}/.exec(headers.get('content-type') ?? '')?.[0];
    throw platformFailed(network, `something that is not JSON (${type ?? 'no content type'})`);
  }
}

function parsedOrNothing(text: string): unknown {
  try {
    return parseBounded(text);
  } catch {
    return undefined;
  }
}

/** Validates a response. @throws TransientError `platform_failed`, naming the field but not its value. */
export function readAs<T>(network: string, schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const path = read.error.issues[0]?.path.map(String).join('.') || 'the answer';
  throw platformFailed(network, `a response in an unexpected format (at ${path.slice(0, 80)})`);
}
