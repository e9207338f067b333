import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { allowedAddresses, HostRefused, pinnedTo, type Resolve } from '../../core/public-fetch.ts';

export interface Post {
  url: URL;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
  resolve: Resolve;
  /** Also allow localhost. */
  allowLocal: boolean;
}

export interface Posted {
  status: number;
  /** The raw header value. */
  retryAfter: string | undefined;
}

/** No response was received. The message says why and may be shown to the job's owner. */
export class NoReply extends Error {
  override readonly name = 'NoReply';
}

const READ_AT_MOST = 4_096;

function systemError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

async function addressesOf({ url, resolve, allowLocal }: Post, signal: AbortSignal): Promise<string[]> {
  try {
    return await allowedAddresses(url, { resolve, allowLocal, signal });
  } catch (error) {
    throw error instanceof HostRefused ? new NoReply(`${error.message}; nothing was sent.`) : error;
  }
}

function answerTo(request: ClientRequest, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
    request.end(body);
  });
}

/** Reads up to 4 KiB of the response, so that the receiver can finish it, and discards it. */
async function discard(response: IncomingMessage): Promise<void> {
  let size = 0;
  try {
    for await (const chunk of response) {
      size += Buffer.byteLength(chunk);
      if (size >= READ_AT_MOST) break;
    }
  } catch {
    // The status is already known; errors in the rest of the response do not matter.
  }
  response.destroy();
}

async function exchange(post: Post, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, headers, body } = post;
  const addresses = await addressesOf(post, signal);
  signal.throwIfAborted();
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const request = send(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    lookup: pinnedTo(addresses),
    agent: false,
    signal,
  });
  return answerTo(request, body);
}

/**
 * Sends one POST to a public receiver, on a new connection pinned to a checked address. Redirects are not
 * followed.
 * @throws NoReply if there is no response within `timeoutMs` or the address is not allowed.
 */
export async function post(what: Post): Promise<Posted> {
  const signal = AbortSignal.timeout(what.timeoutMs);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    const response = await Promise.race([exchange(what, signal), late]);
    await discard(response);
    return { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] };
  } catch (error) {
    if (error instanceof NoReply) throw error;
    if (signal.aborted) throw new NoReply(`No answer within ${what.timeoutMs / 1000} s.`, { cause: error });
    throw new NoReply(`No connection: ${systemError(error)}.`, { cause: error });
  }
}
