import { setTimeout as sleep } from 'node:timers/promises';
import type { SqlStatement } from './request.ts';

/** What is known of a request before it is run. */
interface PendingRequest {
  applicationName: string | undefined;
  queries: SqlStatement[];
}

/**
 * A fault to answer one request over HTTP with:
 * - `refuse`: 503 at once, nothing is run
 * - `hang_before`: nothing is run, no answer ever comes
 * - `hang_after`: it is run and committed, no answer ever comes
 * - `cut`: the connection is cut, nothing is run
 * - `cut_after`: it is run and committed, then the connection is cut
 * - `delayMs`: it is run that much later, even when the client has gone meanwhile, as a packet stuck in the network would
 */
export type Fault = 'refuse' | 'hang_before' | 'hang_after' | 'cut' | 'cut_after' | { delayMs: number };

/** Asked for each request over HTTP, before it is run; `undefined` lets it pass. */
export type Intercept = (request: PendingRequest) => Fault | undefined;

export interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/** What becomes of a request: an answer, a connection left open without one, or a connection that is cut. */
export type Outcome = Answer | 'hang' | 'cut';

export async function runWithFault(fault: Fault | undefined, run: () => Promise<Answer>): Promise<Outcome> {
  switch (fault) {
    case undefined:
      return run();
    case 'refuse':
      return { status: 503, body: JSON.stringify({ message: 'refused by an injected fault' }) };
    case 'hang_before':
      return 'hang';
    case 'hang_after':
      await run();
      return 'hang';
    case 'cut':
      return 'cut';
    case 'cut_after':
      await run();
      return 'cut';
    default:
      await sleep(fault.delayMs);
      return run();
  }
}
