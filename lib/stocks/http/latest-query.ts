import { wholeNumber, z } from '../../http/route.ts';
import { INTERVALS } from '../bars/intervals.ts';
import { DATA_SOURCES } from '../market/data-sources.ts';
import { STRATEGY_IDS } from '../rating/strategies.ts';
import { VERDICTS } from '../rating/verdicts.ts';
import { FINDINGS, LATEST_SORTS, type LatestChoice } from '../results/latest.ts';

const SORTS = LATEST_SORTS.flatMap((by) => [by, `-${by}` as const]);

const oneOf = <const T extends readonly string[]>(name: string, values: T) =>
  z.enum(values, { error: `${name} must be one of: ${values.join(', ')}.` });

const verdict = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => [given].flat().flatMap((list) => list.split(',')))
  .transform((names) => names.map((name) => name.trim().toLowerCase()).filter((name) => name !== ''))
  .transform((names, context) =>
    names.flatMap((name) => {
      const found = VERDICTS.find((each) => each.toLowerCase() === name);
      if (found) return [found];
      const message = `${JSON.stringify(name)} is not a verdict. verdict must be one or more of: ${VERDICTS.join(', ')}.`;
      context.addIssue({ code: 'custom', message, params: { code: 'not_one_of' } });
      return [];
    }),
  )
  .optional()
  .openapi({
    type: 'array',
    items: { type: 'string', enum: [...VERDICTS] },
    description: 'Repeat the parameter or separate values by commas; case-insensitive.',
  });

function score(name: string) {
  const error = `${name} must be a number from 0 to 100.`;
  return z
    .string()
    .trim()
    .min(1, error)
    .transform(Number)
    .pipe(z.number({ error }).min(0, error).max(100, error))
    .optional()
    .openapi({ type: 'number', minimum: 0, maximum: 100 });
}

const turnoverError = 'min_turnover must be a number of at least 0.';
const turnover = z
  .string()
  .trim()
  .min(1, turnoverError)
  .transform(Number)
  .pipe(z.number({ error: turnoverError }).min(0, turnoverError))
  .optional()
  .openapi({
    type: 'number',
    minimum: 0,
    description: 'Median of 20 days, in the `turnover_currency` of each result.',
  });

const prefixError = 'symbol must be the start of a symbol: at most 24 letters, digits and . ^ = & _ -';

/** Filter and order, without paging. */
const filterQuery = z.object({
  sort: z
    .enum(SORTS, { error: `sort must be one of: ${SORTS.join(', ')}.` })
    .default('ticker')
    .openapi({
      description:
        'A leading "-" sorts in descending order. Ties are ordered by ticker; missing values come last. Evidence ascends from `too_few` to `better`.',
    }),
  verdict,
  min_score: score('min_score'),
  max_score: score('max_score'),
  symbol: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9^][A-Z0-9.^=&_-]{0,23}$/, prefixError)
    .optional()
    .openapi({ type: 'string', description: 'Prefix of the ticker.' }),
  evidence: oneOf('evidence', FINDINGS).optional(),
  data_source: oneOf('data_source', DATA_SOURCES).optional(),
  strategy: oneOf('strategy', STRATEGY_IDS).optional(),
  interval: oneOf('interval', INTERVALS).optional(),
  currency: z
    .string()
    .trim()
    .regex(/^[A-Za-z]{3}$/, 'currency must be three letters, e.g. INR or GBp.')
    .optional()
    .openapi({ type: 'string', description: 'As in the results, where it is GBp for prices in pence.' }),
  min_turnover: turnover,
});

export const latestQuery = filterQuery
  .extend({
    page: wholeNumber('page', 1_000_000, 1),
    per_page: wholeNumber('per_page', 500, 50),
    format: oneOf('format', ['json', 'csv']).optional().openapi({
      description: 'CSV is returned whole, without pages. If omitted, the Accept header decides.',
    }),
  })
  .refine(({ min_score = 0, max_score = 100 }) => min_score <= max_score, {
    path: ['min_score'],
    error: 'min_score must not be above max_score.',
    params: { code: 'above_max_score' },
  });

export function latestChoice(asked: z.output<typeof filterQuery>): LatestChoice {
  const descending = asked.sort.startsWith('-');
  const by = LATEST_SORTS.find((each) => each === asked.sort.replace('-', '')) ?? 'ticker';
  return {
    filter: {
      prefix: asked.symbol,
      verdicts: asked.verdict?.length === 0 ? undefined : asked.verdict,
      minScore: asked.min_score,
      maxScore: asked.max_score,
      evidence: asked.evidence,
      dataSource: asked.data_source,
      strategy: asked.strategy,
      currency: asked.currency,
      minTurnover: asked.min_turnover,
    },
    sort: { by, descending },
    interval: asked.interval,
  };
}
