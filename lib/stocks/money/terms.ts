import type { MarketData } from '../market/market.ts';
import { PLAN_DEFAULTS, type PlanOptions, type TradePlan } from '../plan/plan.ts';
import type { Funds } from './account.ts';
import { costPercents } from './costs.ts';
import { type AmountUnit, amountUnit } from './currencies.ts';
import { type Liquidity, liquidityOf } from './liquidity.ts';
import { type Listing, listingAt } from './markets.ts';
import type { Money } from './money-schema.ts';
import { tellShares } from './reasons.ts';
import { tickAt } from './ticks.ts';

/** Of a coin, the smallest part that is sized. */
const FRACTION = 1e-8;

/** Options of a request that decide how much is bought; what is absent is the market's, or the default. */
export interface MoneyOptions {
  capital: number;
  risk_percent: number;
  position_cap_percent: number;
  slippage_percent: number;
  fee_percent?: number | undefined;
  fractional?: boolean | undefined;
  volume_limit_percent?: number | undefined;
}

/** How one security is bought: what a plan needs, and what is said of it. */
export interface Terms {
  plan: PlanOptions;
  liquidity: Liquidity;
  /** @param plan null if there is none. */
  told(plan: TradePlan | null): Money;
}

type Costs = Money['costs'];

function costsOf(
  { fee_percent: given }: MoneyOptions,
  { market }: Listing,
  unit: AmountUnit | null,
  close: number,
): Costs {
  if (given !== undefined) return { from: 'request', buy_percent: given, sell_percent: given, items: [] };
  if (!market?.costs || !unit) {
    const { feePercent } = PLAN_DEFAULTS;
    return { from: 'default', buy_percent: feePercent, sell_percent: feePercent, items: [] };
  }
  const { buy, sell } = costPercents(market.costs, close / unit.perUnit);
  const items = market.costs.map(({ name, side, percent, on, perShare, source, date }) => ({
    ...{ name, side, percent, source, date },
    ...(on ? { on: [...on] } : {}),
    ...(perShare === undefined ? {} : { per_share: perShare }),
  }));
  return { from: 'market', buy_percent: buy, sell_percent: sell, items };
}

function lotOf({ kind, market }: Listing, { fractional = false }: MoneyOptions): number | null {
  if (kind === 'coin') return fractional ? FRACTION : 1;
  return market?.lot?.shares ?? null;
}

/** The market's steps, if the prices are in its currency: a share may be quoted in another one. */
function ticksOf({ market }: Listing, unit: AmountUnit | null) {
  const fits = market?.currency === unit?.currency && unit?.perUnit === 1;
  const ticks = fits ? market?.ticks : null;
  return ticks ? (price: number) => tickAt(ticks, price) : undefined;
}

interface Security {
  ticker: string;
  data: Pick<MarketData, 'bars' | 'source'>;
}

/** Combines the request, the exchange's rules and the capital for one security. */
export function termsOf({ ticker, data }: Security, options: MoneyOptions, funds: Funds): Terms {
  const { bars, source } = data;
  const unit = amountUnit(bars.currency);
  const listing = listingAt(ticker, unit?.currency ?? null);
  const costs = costsOf(options, listing, unit, bars.close.at(-1) ?? Number.NaN);
  const lot = lotOf(listing, options);
  const tick = ticksOf(listing, unit);
  const liquidity = liquidityOf({ bars, source, listing, unit });
  const { volume_limit_percent: volumeLimit = PLAN_DEFAULTS.volumeLimitPercent } = options;
  const plan: PlanOptions = {
    capital: funds.capital,
    ...(funds.notSized ? { notSized: funds.notSized.reason } : {}),
    riskPercent: options.risk_percent,
    positionCapPercent: options.position_cap_percent,
    ...(lot === null ? {} : { lot }),
    ...(liquidity.volume === null ? {} : { mostByVolume: (liquidity.volume * volumeLimit) / 100 }),
    feePercent: costs.buy_percent,
    saleFeePercent: costs.sell_percent,
    slippagePercent: options.slippage_percent,
    ...(tick ? { tickAt: tick } : {}),
  };
  const told = (made: TradePlan | null): Money => ({
    capital: options.capital,
    capital_currency: funds.currency,
    capital_currency_from: funds.currencyFrom,
    amount_currency: unit?.currency ?? null,
    price_units: unit?.perUnit ?? 1,
    rate: funds.rate,
    ...amountsOf(made, unit),
    shares_reason_text: tellShares(made, {
      funds,
      lot: lot ?? 1,
      volumeLimit,
      volume: liquidity.volume,
      coin: listing.kind === 'coin',
    }),
    lot,
    tick: (made && tick?.(made.entry)) ?? null,
    volume_limit_percent: volumeLimit,
    costs,
  });
  return { plan, liquidity, told };
}

function amountsOf(plan: TradePlan | null, unit: AmountUnit | null) {
  if (!plan || !unit || plan.shares === null) return { position_cost: null, position_risk: null };
  const { paid, lost } = plan.perShare;
  return {
    position_cost: (plan.shares * paid) / unit.perUnit,
    position_risk: (plan.shares * lost) / unit.perUnit,
  };
}
