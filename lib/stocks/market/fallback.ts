import type { Clock } from '../../core/clock.ts';
import { PermanentError, ProviderRefusal, ProviderSilence, TransientError } from '../../core/errors.ts';
import type { MarketData, MarketRequest, MarketSource } from './market.ts';
import { within } from './within.ts';

/** A step has 20 s: this leaves the second provider enough time if the first hangs. */
const PATIENCE_MS = 8_000;

interface FallbackDeps {
  primary: MarketSource;
  /** Display name, e.g. `Yahoo Finance`. */
  primaryName: string;
  second: MarketSource;
  clock: Clock;
}

/**
 * Asks the primary, and the second if the primary fails temporarily (rate limited, unreachable, failed, silent for 8
 * s); the result's provenance then names it and the reason. Permanent errors of the primary are final.
 * @throws the primary's error, mentioning the second's, if both fail.
 */
export function fallbackSource(deps: FallbackDeps): MarketSource {
  const { primary, primaryName, second, clock } = deps;
  return {
    provider: primary.provider,
    async dailyBars(request) {
      const message = `${primaryName} did not answer within ${PATIENCE_MS / 1000} s; ${request.ticker} was not read.`;
      const tooLate = () => new ProviderSilence('market_data_unreachable', message);
      try {
        const patience = { ms: PATIENCE_MS, clock, signal: request.signal, tooLate };
        return await within(patience, (signal) => primary.dailyBars({ ...request, signal }));
      } catch (error) {
        if (request.signal.aborted || !(error instanceof TransientError)) throw error;
        return askSecond(second, request, error);
      }
    },
  };
}

async function askSecond(
  second: MarketSource,
  request: MarketRequest,
  first: TransientError,
): Promise<MarketData> {
  const { ticker, log, signal } = request;
  try {
    const data = await second.dailyBars(request);
    log.warn('market_data_fallback', { ticker, source: data.source, why: first.code });
    return { ...data, provenance: `${data.provenance}. Used because: ${first.message}` };
  } catch (error) {
    if (signal.aborted) throw error;
    if (!(error instanceof TransientError || error instanceof PermanentError)) throw error;
    const { retryAfterMs } = first;
    const message = `${first.message} The second provider did not help: ${error.message}`;
    throw new (kindOf(first))(first.code, message, { cause: first, retryAfterMs });
  }
}

/** What the first provider's error means for it stays. */
function kindOf(error: TransientError): typeof TransientError {
  if (error instanceof ProviderRefusal) return ProviderRefusal;
  return error instanceof ProviderSilence ? ProviderSilence : TransientError;
}
