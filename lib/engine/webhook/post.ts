import type { IncomingMessage } from 'node:http';
import { atMost, systemWord } from '../../core/guarded-fetch.ts';
import { HostRefused, publicRequest, type Resolve } from '../../core/public-fetch.ts';

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

/** Reads up to 4 KiB of the response, so that the receiver can finish it, and discards it. */
async function discard(response: IncomingMessage): Promise<void> {
  try {
    for await (const _ of atMost(response, READ_AT_MOST));
  } catch {
    // The status is already known; errors in the rest of the response do not matter.
  }
  response.destroy();
}

/**
 * Sends one POST to a public receiver, on a new connection pinned to a checked address. Redirects are not
 * followed.
 * @throws NoReply if there is no response within `timeoutMs` or the address is not allowed.
 */
export async function post({ timeoutMs, ...what }: Post): Promise<Posted> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await publicRequest({ ...what, method: 'POST', signal });
    await discard(response);
    return { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] };
  } catch (error) {
    if (error instanceof HostRefused) throw new NoReply(`${error.message}; nothing was sent.`);
    if (signal.aborted) throw new NoReply(`No answer within ${timeoutMs / 1000} s.`, { cause: error });
    throw new NoReply(`No connection: ${systemWord(error)}.`, { cause: error });
  }
}
