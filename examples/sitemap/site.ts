import type { Clock } from '../../lib/core/clock.ts';
import { PermanentError, TransientError } from '../../lib/core/errors.ts';
import { type Answer, guardedFetch, NoAnswer, systemWord } from '../../lib/core/guarded-fetch.ts';
import { hostOf, isLocalHost, isPublicHost } from '../../lib/core/public-address.ts';
import { allowedAddresses, HostRefused, pinnedFetch, type Resolve } from '../../lib/core/public-fetch.ts';

const init = { headers: { 'accept-encoding': 'identity', 'user-agent': 'unstuck' } };
const PASSING = [408, 425, 429, 500, 502, 503, 504];

/** How sites are reached. `allowLocal` lets this very machine be asked: on a development machine only. */
export interface Reach {
  resolve: Resolve;
  allowLocal: boolean;
  clock: Pick<Clock, 'now'>;
}

/** Whether an address may be asked, as far as can be told without DNS. */
export function mayAsk(url: URL, allowLocal: boolean): boolean {
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return false;
  if (allowLocal && isLocalHost(hostOf(url))) return true;
  return url.port === '' && isPublicHost(hostOf(url));
}

/** One answer, read whole; a redirect is an answer like any other. @throws PermanentError, TransientError */
export async function answerOf(
  url: URL,
  { clock, ...reach }: Reach,
  { signal, timeoutMs, maxBytes }: { signal: AbortSignal; timeoutMs: number; maxBytes: number },
): Promise<Answer> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  try {
    const fetch = pinnedFetch(await allowedAddresses(url, { ...reach, signal: limit }));
    const answer = await guardedFetch({ fetch, url, init, signal: limit, maxBytes, now: clock.now });
    if (!PASSING.includes(answer.status)) return answer;
    throw new TransientError(`status_${answer.status}`, `${url.href} is not available now.`, answer);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof TransientError) throw error;
    if (error instanceof HostRefused) throw new PermanentError('not_public', error.message);
    const tooLarge = error instanceof NoAnswer && error.reason === 'too_large';
    if (tooLarge) throw new PermanentError('too_large', `${url.href} has more than ${maxBytes} bytes.`);
    const why = limit.aborted ? `not within ${timeoutMs} ms` : systemWord(error);
    throw new TransientError('no_answer', `${url.href} does not answer (${why}).`, { cause: error });
  }
}
