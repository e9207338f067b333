import { PermanentError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { reasonOf } from '../../db/error-text.ts';
import type { MarketData, MarketSource } from '../market/market.ts';
import { type AmountUnit, amountUnit } from './currencies.ts';
import { listingOf } from './markets.ts';
import { type FoundRate, findRate, fresh, type Rate } from './rate.ts';
import type { SharesReason } from './size.ts';

/** The capital of a job, for the prices of one of its symbols. */
export interface Funds {
  /** In the unit that the prices are quoted in; null if it cannot be told. */
  capital: number | null;
  /** Null if nothing tells it. */
  currency: string | null;
  /** Whether the request names the currency, or it is that of the first symbol's exchange. */
  currencyFrom: 'request' | 'first_symbol';
  /** Null if the prices are in the capital's currency. */
  rate: Rate | null;
  /** Why `capital` is null. */
  notSized: { reason: SharesReason; why: string } | null;
}

export interface AccountOptions {
  market: MarketSource;
  capital: number;
  /** Major unit, ISO 4217; undefined means that of the first symbol's exchange. */
  currency: string | undefined;
  /** As requested, in the job's order. */
  symbols: readonly string[];
  /** Reads a symbol as the analysis does. */
  read: (symbol: string, ask: { signal: AbortSignal; log: Log }) => Promise<MarketData>;
}

/** Symbols that are asked for their currency, in order, as long as none is known. */
const MOST_ASKED = 5;
const PATIENCE_MS = 5_000;

const NO_CURRENCY =
  'The currency of the capital is that of the first symbol’s exchange, which could not be read. Name it, e.g. "currency": "USD".';

/** By spelling where that tells, else by the prices. Null if a symbol cannot be read for now: it may tell later. */
async function firstCurrency({ symbols, read }: AccountOptions, log: Log): Promise<string | null> {
  for (const symbol of symbols.slice(0, MOST_ASKED)) {
    const spelled = listingOf(symbol).currency;
    if (spelled) return spelled;
    try {
      const { bars } = await read(symbol, { signal: AbortSignal.timeout(PATIENCE_MS), log });
      const unit = amountUnit(bars.currency);
      if (unit) return unit.currency;
    } catch (error) {
      log.warn('capital_currency_not_read', { symbol, why: reasonOf(error) });
      if (!(error instanceof PermanentError)) return null;
    }
  }
  return null;
}

/** What a step knows: its symbol, what its prices are quoted in, and the date of the last one. */
interface Priced {
  symbol: string;
  unit: AmountUnit | null;
  asOf: string;
}

export interface Account {
  fundsFor(priced: Priced, log: Log): Promise<Funds>;
}

/** The capital as the steps of a slice use it: what one of them reads serves the others. */
export function createAccount(options: AccountOptions): Account {
  const { market, capital, symbols } = options;
  const currencyFrom = options.currency === undefined ? 'first_symbol' : 'request';
  const rates = new Map<string, Promise<FoundRate>>();
  let first: Promise<string | null> | undefined;

  const currencyOf = ({ symbol, unit }: Priced, log: Log): Promise<string | null> | string => {
    if (options.currency !== undefined) return options.currency;
    const own = listingOf(symbol).currency ?? unit?.currency;
    if (symbol === symbols[0] && own !== undefined) return own;
    first ??= firstCurrency(options, log);
    return first;
  };
  const rateOf = (from: string, to: string, log: Log): Promise<FoundRate> => {
    const pair = from + to;
    const found = rates.get(pair) ?? findRate(market, [from, to], log);
    rates.set(pair, found);
    return found;
  };

  return {
    async fundsFor(priced, log) {
      const { unit, asOf } = priced;
      const currency = await currencyOf(priced, log);
      const funds = { capital: null, currency, currencyFrom, rate: null, notSized: null } as const;
      if (unit === null) {
        const why = 'The source does not say what currency the prices are in.';
        return { ...funds, notSized: { reason: 'currency_unknown', why } };
      }
      if (currency === null) {
        return { ...funds, notSized: { reason: 'capital_currency_unknown', why: NO_CURRENCY } };
      }
      if (currency === unit.currency) return { ...funds, capital: capital * unit.perUnit };
      const found = fresh(await rateOf(currency, unit.currency, log), asOf);
      if ('missing' in found) return { ...funds, notSized: found.missing };
      return { ...funds, capital: capital * found.rate.rate * unit.perUnit, rate: found.rate };
    },
  };
}
