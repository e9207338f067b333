import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { allowedAddresses, HostRefused, pinnedTo, type Resolve } from '../../core/public-fetch.ts';

export interface Post {
  url: URL;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
  resolve: Resolve;
  /** This very machine is an allowed destination. */
  allowLocal: boolean;
}

export interface Posted {
  status: number;
  /** As the receiver gave it. */
  retryAfter: string | undefined;
}

/** There is no answer; the message says why, in words that may be shown to whoever asked for the job. */
export class NoReply extends Error {
  override readonly name = 'NoReply';
}

const READ_AT_MOST = 4_096;

function systemWord(error: unknown): string {
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

/** Reads a little of the answer, so that the receiver can end in order, and throws it away. */
async function discard(response: IncomingMessage): Promise<void> {
  let size = 0;
  try {
    for await (const chunk of response) {
      size += Buffer.byteLength(chunk);
      if (size >= READ_AT_MOST) break;
    }
  } catch {
    // The status has been received: how its body ends changes nothing.
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
 * One POST to a receiver on the public internet, over a connection of its own to an address that was checked.
 * Redirects are answers like any other.
 * @throws NoReply when there is no answer within `timeoutMs` or the address is not allowed.
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
    throw new NoReply(`No connection: ${systemWord(error)}.`, { cause: error });
  }
}
