import type { z } from 'zod';
import { JsonTooComplex, parseBounded } from '../../core/bounded-json.ts';
import { TransientError } from '../../core/errors.ts';
import { inOneSlice } from '../../core/slices.ts';
import { type Exchange, exchange, generalRefusal, tooLarge } from './exchange.ts';
import { platformFailed } from './social-errors.ts';

const MAX_BODY_BYTES = 4_000_000;

export interface ApiAnswer {
  status: number;
  /** The parsed JSON; undefined for an error response that is not JSON. */
  body: unknown;
  headers: Headers;
}

export interface ApiCall extends Omit<Exchange, 'headers' | 'maxBytes'> {
  headers?: Record<string, string>;
  /** Maximum response size in bytes; default 4 MB. */
  maxBytes?: number;
  /** Maps a non-2xx response to this network's error; null applies the general rules. */
  refusal: (answer: ApiAnswer) => Error | null;
}

/**
 * One request of a JSON API with size and time limits and without redirects. Returns only 2xx JSON responses.
 * @throws the error from `refusal`, or the general errors of `SocialSource`.
 */
export async function callApi(call: ApiCall): Promise<ApiAnswer> {
  const { network, maxBytes = MAX_BODY_BYTES } = call;
  const headers = { accept: 'application/json', ...call.headers };
  const { bytes, ...answer } = await exchange({ ...call, headers, maxBytes });
  const text = bytes.toString('utf8');
  const { status } = answer;
  if (status >= 200 && status < 300) {
    return { status, body: await parsed(network, text, answer.headers), headers: answer.headers };
  }
  const refusal = call.refusal({ status, body: parsedOrNothing(text), headers: answer.headers });
  throw refusal ?? generalRefusal(network, answer, call.now());
}

/** A response that is not JSON, from a server that may have no such API. */
export class NotJson extends TransientError {
  override readonly name = 'NotJson';
}

/** The parser's message may quote posts, so it is not passed on. */
export async function parsed(network: string, text: string, headers: Headers): Promise<unknown> {
  try {
    return await inOneSlice(() => parseBounded(text));
  } catch (error) {
    if (error instanceof JsonTooComplex) throw tooLarge(network, `JSON that is not read. ${error.message}`);
    const message = `${network} answered with something that is not JSON (${typeOf(headers)}).`;
    throw new NotJson('platform_failed', message);
  }
}

/** The media type of a response, for messages. */
export const typeOf = (headers: Headers): string =>
  /^[\w.+/-]{1,60}/.exec(headers.get('content-type') ?? '')?.[0] ?? 'no content type';

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
