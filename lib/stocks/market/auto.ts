import type { Clock } from '../../core/clock.ts';
import { PermanentError, ProviderSilence, TransientError } from '../../core/errors.ts';
import { type Contact, type ContactLoss, watchContact } from './contact.ts';
import type { MarketData, MarketRequest, MarketSource } from './market.ts';
import { assertTicker } from './ticker.ts';
import { type Patience, within } from './within.ts';

/** Time limits for Yahoo before it counts as unreachable: shorter until it has answered once. */
const PATIENCE_MS = { untilProven: 3_000, afterwards: 10_000 };

interface AutoDeps {
  yahoo: MarketSource;
  sample: MarketSource;
  clock: Clock;
  /** Longer if `yahoo` also asks a second provider. */
  patienceMs?: { untilProven: number; afterwards: number };
}

/**
 * Yahoo if reachable, else the labelled sample for the tickers it has. For machines that may be offline; deployments
 * use Yahoo alone, which never falls back to old prices.
 *
 * A first failure to reach Yahoo is transient if Yahoo had been answering or the sample lacks the ticker. From the
 * second in a row, the machine counts as offline for 30 s: nothing is requested, and tickers outside the sample fail
 * at once.
 * @throws PermanentError, TransientError `market_data_unreachable` as above; Yahoo's own errors once it is reached.
 */
export function autoSource({ yahoo, sample, clock, patienceMs = PATIENCE_MS }: AutoDeps): MarketSource {
  const contact = watchContact(clock.now);
  const patienceFor = ({ signal, ticker }: MarketRequest): Patience => {
    const ms = contact.proven() ? patienceMs.afterwards : patienceMs.untilProven;
    return { ms, clock, signal, tooLate: () => unanswered(ticker, ms) };
  };
  return {
    provider: yahoo.provider,
    async dailyBars(request) {
      assertTicker(request.ticker);
      if (contact.offline()) return fromSample(sample, request, offlineError);
      const begun = contact.begin();
      try {
        const data = await within(patienceFor(request), (signal) => yahoo.dailyBars({ ...request, signal }));
        contact.answered();
        return data;
      } catch (error) {
        if (request.signal.aborted) throw error;
        const loss = lossOf(contact, begun, error);
        if (loss === undefined || loss === 'interrupted') throw error;
        return fromSample(sample, request, loss === 'offline' ? offlineError : () => error);
      }
    },
  };
}

/** Any answer of Yahoo's, even an error, proves that it can be reached. */
function lossOf(contact: Contact, begun: number, error: unknown): ContactLoss | undefined {
  if (isUnreachable(error)) return contact.failed(begun);
  contact.answered();
  return undefined;
}

function unanswered(ticker: string, ms: number): TransientError {
  const message = `Yahoo Finance did not answer within ${ms / 1000} s; ${ticker} was not read.`;
  return new ProviderSilence('market_data_unreachable', message);
}

async function fromSample(
  sample: MarketSource,
  request: MarketRequest,
  otherwise: (noSample: PermanentError) => unknown,
): Promise<MarketData> {
  try {
    const data = await sample.dailyBars(request);
    request.log.warn('market_data_from_sample', { ticker: request.ticker, why: 'Yahoo is unreachable' });
    return data;
  } catch (error) {
    throw error instanceof PermanentError ? otherwise(error) : error;
  }
}

function offlineError(noSample: PermanentError): PermanentError {
  return new PermanentError(
    'market_data_unreachable',
    `Yahoo Finance cannot be reached from here. ${noSample.message} Check the network and retry the failed steps, or run with simulated market data.`,
    { cause: noSample },
  );
}

function isUnreachable(error: unknown): error is TransientError {
  return error instanceof TransientError && error.code === 'market_data_unreachable';
}
