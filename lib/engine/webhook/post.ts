import type { IncomingMessage } from 'node:http';
import { atMost, systemWord } from '../../core/guarded-fetch.ts';
import { HostRefused, publicRequest, type Resolve } from '../../core/public-fetch.ts';

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

/** Reads a little of the answer, so that the receiver can end in order, and throws it away. */
async function discard(response: IncomingMessage): Promise<void> {
  try {
    for await (const _ of atMost(response, READ_AT_MOST));
  } catch {
    // The status has been received: how its body ends changes nothing.
  }
  response.destroy();
}

/**
 * One POST to a receiver on the public internet. Redirects are answers like any other.
 * @throws NoReply when there is no answer within `timeoutMs` or the address is not allowed.
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
