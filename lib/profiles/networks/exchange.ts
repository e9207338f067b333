import { PermanentError, ProviderSilence } from '../../core/errors.ts';
import { type AnswerBytes, type Fetch, guardedBytes, NoAnswer } from '../../core/guarded-fetch.ts';
import { isRateLimited, waitOf } from './rate-limit.ts';
import { platformFailed, platformUnauthorized, rateLimited } from './social-errors.ts';

export interface Exchange {
  /** Display name, e.g. `Bluesky`. */
  network: string;
  url: URL;
  headers: Record<string, string>;
  /** Sent with POST; a GET if it is absent. */
  form?: URLSearchParams;
  fetch: Fetch;
  now: () => number;
  signal: AbortSignal;
  /** Maximum response size in bytes. */
  maxBytes: number;
}

/**
 * One request with size and time limits and without redirects; any status.
 * @throws PermanentError `platform_answer_too_large`; ProviderSilence `platform_unreachable`; TransientError
 * `platform_failed` where the response ends early
 */
export async function exchange(call: Exchange): Promise<AnswerBytes> {
  const { url, headers, form, fetch, now, signal, maxBytes } = call;
  const init: RequestInit = {
    redirect: 'manual',
    headers: { 'user-agent': 'unstuck', ...headers },
    ...(form && { method: 'POST', body: form }),
  };
  try {
    return await guardedBytes({ fetch, url, init, signal, now, maxBytes });
  } catch (error) {
    if (error instanceof NoAnswer) throw withoutAnswer(call.network, error);
    throw error;
  }
}

export const tooLarge = (network: string, what: string) =>
  new PermanentError('platform_answer_too_large', `${network} answered with ${what}`);

function withoutAnswer(network: string, error: NoAnswer): Error {
  if (error.reason === 'too_large') {
    return tooLarge(network, `${error.detail}; it was not read.`);
  }
  if (error.reason === 'cut_off') return platformFailed(network, `an incomplete response (${error.detail})`);
  return new ProviderSilence('platform_unreachable', `${network} could not be reached (${error.detail}).`);
}

/** The error for a status outside of 2xx, where the network has none of its own. */
export function generalRefusal(network: string, answer: Omit<AnswerBytes, 'bytes'>, nowMs: number): Error {
  const { status, headers, retryAfterMs } = answer;
  if (isRateLimited(status, headers)) return rateLimited(network, waitOf(headers, nowMs));
  if (status === 401 || status === 403) {
    return platformUnauthorized(network, `refuses access (status ${status}).`);
  }
  const what = status < 400 ? `a redirect (status ${status}), which is not followed` : `status ${status}`;
  return platformFailed(network, what, retryAfterMs);
}
