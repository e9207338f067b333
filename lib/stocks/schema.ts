import { z } from '@hono/zod-openapi';
import { barOptions } from './bars/bar-options.ts';
import { hint } from './listing/hint.ts';
import { amountUnit, isCurrency } from './money/currencies.ts';
import { PLAN_DEFAULTS } from './plan/plan.ts';
import { STRATEGY_IDS, strategyOf } from './rating/strategies.ts';
import { normalizeSymbol, SYMBOL } from './symbols.ts';

const MOST_SYMBOLS = 10_000;
const MOST_CAPITAL = 1e12;
const DEFAULT_CAPITAL = 100_000;
const DEFAULT_YEARS = 5;

/** One symbol, trimmed and in upper case. */
export const stockSymbol = z
  .string({ error: 'A symbol is a string such as "AAPL" or "TCS.NS".' })
  .max(64, 'A symbol has at most 24 characters.')
  .transform(normalizeSymbol)
  .refine((value) => SYMBOL.test(value), {
    error: ({ input }) =>
      `${JSON.stringify(input)} is not a symbol. Use letters, digits and . ^ = & _ - (at most 24), e.g. "TCS.NS".` +
      hint(String(input)),
    params: { code: 'not_a_symbol' },
  });

const percent = (what: string) =>
  z
    .number({ error: `${what} must be a number, in percent.` })
    .gt(0, `${what} must be above 0 percent.`)
    .max(100, `${what} must be at most 100 percent.`);

const costPercent = (what: string) =>
  z
    .number({ error: `${what} must be a number, in percent.` })
    .min(0, `${what} must not be below 0 percent.`)
    .max(10, `${what} must be at most 10 percent.`);

const strategies = z
  .array(z.enum(STRATEGY_IDS, `A strategy is one of: ${STRATEGY_IDS.join(', ')}.`), {
    error: 'strategies is a list such as ["balanced"].',
  })
  .min(1, 'strategies must name at least one.')
  .transform((names) => [...new Set(names)])
  .default([PLAN_DEFAULTS.strategy])
  .openapi('Strategies', {
    description:
      'The first determines verdict and plan. Each gets its own evidence, corrected for the number tried. ' +
      `${STRATEGY_IDS.map((id) => `${id}: ${strategyOf(id).name}`).join('; ')}.`,
  });

/** Only major units: an amount "in GBp" would be read as pounds by half of the readers. */
const currency = z
  .string({ error: 'currency is a code such as "USD" or "INR".' })
  .trim()
  .max(8, 'currency is a code of three letters, e.g. "USD".')
  .refine((code) => (amountUnit(code)?.perUnit ?? 1) === 1, {
    error: ({ input }) => {
      const major = amountUnit(String(input).trim())?.currency;
      return `currency must be a major unit: give the capital in ${major}, not in ${String(input).trim()}.`;
    },
    params: { code: 'minor_unit' },
  })
  .transform((code) => code.toUpperCase())
  .refine(isCurrency, {
    error: ({ input }) =>
      `${JSON.stringify(input)} is not a currency. Use its code in ISO 4217, e.g. "USD" or "INR".`,
    params: { code: 'not_a_currency' },
  })
  .openapi('CapitalCurrency', {
    type: 'string',
    description: 'Of the capital. Default: that of the exchange of the first symbol.',
    example: 'INR',
  })
  .optional();

/** Options of a stock analysis, with defaults. */
const stockOptions = {
  capital: z
    .number({ error: 'capital is a finite number, e.g. 100000.' })
    .gt(0, 'capital must be above 0.')
    .max(MOST_CAPITAL, `capital must be at most ${MOST_CAPITAL}.`)
    .default(DEFAULT_CAPITAL)
    .openapi('Capital', { description: 'In `currency`.' }),
  risk_percent: percent('risk_percent')
    .default(PLAN_DEFAULTS.riskPercent)
    .openapi('RiskPercent', { description: 'Maximum loss at the stop, in percent of the capital.' }),
  position_cap_percent: percent('position_cap_percent')
    .default(PLAN_DEFAULTS.positionCapPercent)
    .openapi('PositionCapPercent', {
      description: 'Maximum size of one position, in percent of the capital.',
    }),
  strategies,
  fee_percent: costPercent('fee_percent')
    .openapi('FeePercent', {
      description: 'Commission and taxes per side, in percent of the price. Default: those of the market.',
    })
    .optional(),
  slippage_percent: costPercent('slippage_percent')
    .default(PLAN_DEFAULTS.slippagePercent)
    .openapi('SlippagePercent', {
      description: 'How much worse than planned each side fills, in percent of the price.',
    }),
  history_years: z
    .int({ error: 'history_years is a whole number.' })
    .min(2, 'history_years must be at least 2.')
    .max(20, 'history_years must be at most 20.')
    .default(DEFAULT_YEARS)
    .openapi('HistoryYears', {
      description: 'Years of bars to request from the provider; evidence needs many.',
    }),
  ...barOptions,
  currency,
  fractional: z
    .boolean({ error: 'fractional is true or false.' })
    .openapi('Fractional', { description: 'Size fractions of coins, e.g. of BTC-USD. Shares stay whole.' })
    .optional(),
  volume_limit_percent: percent('volume_limit_percent')
    .openapi('VolumeLimitPercent', {
      description: 'Maximum position, in percent of a usual day’s volume. Default: 5.',
    })
    .optional(),
};

export const stockInputSchema = z
  .strictObject({
    symbols: z
      .array(stockSymbol, { error: 'symbols is a list such as ["AAPL", "TCS.NS"].' })
      .max(MOST_SYMBOLS, {
        error: ({ input }) =>
          `${Array.isArray(input) ? input.length : 'Too many'} symbols; at most ${MOST_SYMBOLS} in one job.`,
      })
      .transform((symbols) => [...new Set(symbols)])
      .openapi({ description: 'An empty list means the loaded universe.', example: ['AAPL', '^GSPC'] }),
    ...stockOptions,
  })
  .openapi('StockInput', { description: 'Input of a stock analysis.' });

/** Options of a watchlist's analysis: those of a stock analysis, without symbols. */
export const stockOptionsSchema = z.strictObject(stockOptions);
export type StockOptions = z.output<typeof stockOptionsSchema>;

export type StockInput = z.output<typeof stockInputSchema>;

/** What tells requests apart. Without fees it is what it was when they had a default, so keys of then still hold. */
export function hashedInput(input: StockInput): unknown {
  const { symbols, capital, risk_percent, position_cap_percent, strategies, fee_percent, ...further } = input;
  const fees = fee_percent ?? PLAN_DEFAULTS.feePercent;
  return { symbols, capital, risk_percent, position_cap_percent, strategies, fee_percent: fees, ...further };
}
