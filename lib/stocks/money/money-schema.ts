import { z } from 'zod';
import { DATA_SOURCES } from '../market/data-sources.ts';

const percent = z.number().min(0);

const rate = z.object({
  pair: z.string(),
  rate: z.number().describe('Units of `amount_currency` for one of `capital_currency`.'),
  as_of: z.string().describe('Date of the close that it is.'),
  source: z.enum(DATA_SOURCES),
  stale: z.boolean(),
  provenance: z.string(),
});

const cost = z.object({
  name: z.string(),
  side: z.enum(['buy', 'sell', 'both']),
  percent: percent.nullable().describe('Null: not looked up, and counted as 0.'),
  on: z.array(z.string()).optional().describe('Charged on these costs, not on the value traded.'),
  per_share: z.number().optional(),
  source: z.string().nullable(),
  date: z.string().nullable().describe('From when it applies or, if unknown, when it was read.'),
});

/** How a plan was sized, as stored and shown. Amounts are in major units. */
export const moneySchema = z.object({
  capital: z.number(),
  capital_currency: z.string().nullable(),
  capital_currency_from: z.enum(['request', 'first_symbol']),
  amount_currency: z.string().nullable().describe('Major unit of the prices.'),
  price_units: z.int().describe('Prices are in such parts of it: 100 for pence.'),
  rate: rate.nullable().describe('Null within one currency, or without a rate.'),
  position_cost: z.number().nullable().describe('Paid for the shares, costs included.'),
  position_risk: z.number().nullable().describe('Lost at the stop, costs included.'),
  shares_reason_text: z.string().nullable(),
  lot: z.number().nullable().describe('Null: not looked up, and counted as 1.'),
  tick: z.number().nullable().describe('Step of the prices at the entry; null: not looked up.'),
  volume_limit_percent: percent,
  costs: z.object({
    from: z.enum(['request', 'market', 'default']),
    buy_percent: percent,
    sell_percent: percent,
    items: z.array(cost).describe('Empty unless from market.'),
  }),
});

export type Money = z.infer<typeof moneySchema>;
