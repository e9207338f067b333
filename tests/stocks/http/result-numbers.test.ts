import { readFileSync } from 'node:fs';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { stockResults } from '../../../lib/stocks/db-schema.ts';
import type { DailyBars, MarketSource } from '../../../lib/stocks/market/market.ts';
import { sampleSource } from '../../../lib/stocks/market/sample.ts';
import { VOTES } from '../../../lib/stocks/rating/votes.ts';
import { type Api, api, json } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { spxBars } from '../bars.ts';
import { runStocks } from './seed.ts';

const resultSchema = z.looseObject({
  votes_version: z.int(),
  partial: z.boolean(),
  partial_reason: z.string().nullable(),
  no_plan_reason: z.string().nullable(),
  context: z.looseObject({ obv: z.number().nullable(), cmf20: z.number().nullable() }),
  votes: z.array(
    z.object({
      id: z.string(),
      vote: z.number().nullable(),
      abstains: z.string().nullable(),
      values: z.record(z.string(), z.number().nullable()),
      thresholds: z.record(z.string(), z.number()),
      text: z.string(),
    }),
  ),
  explanation: z.object({
    strategy: z.object({ name: z.string(), summary: z.string() }),
    changes: z.object({
      votes: z.array(
        z.looseObject({ id: z.string(), number: z.string(), now: z.number(), level: z.number() }),
      ),
    }),
  }),
});

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

async function analyzed(symbol: string, market: MarketSource, options: object = {}) {
  const job = await json(
    await service.post('/api/jobs', { kind: 'stocks', input: { symbols: [symbol], ...options } }),
  );
  const id = String(job['id']);
  await runStocks(service.jobs.db, id, { market });
  return { id, result: await resultOf(id) };
}

async function resultOf(id: string) {
  const { data } = z
    .looseObject({ data: z.array(resultSchema) })
    .parse(await json(await service.get(`/api/v1/jobs/${id}/result`)));
  const [result] = data;
  if (!result) throw new Error(`job ${id} has no result`);
  return result;
}

/** A source with bars of one's own. */
const given = (bars: DailyBars): MarketSource => ({
  provider: 'sample',
  dailyBars: async ({ ticker }) => ({
    bars: { ...bars, ticker },
    source: 'sample',
    stale: true,
    provenance: 'a test',
    listing: { name: null, exchange: null },
    quality: { bars: bars.close.length, from: '', to: '', findings: [] },
    settledUntil: Number.POSITIVE_INFINITY,
    day: null,
  }),
});

/** The first bars of the S&P 500, with the given volumes. */
function spx(count: number, volume: (bar: number, traded: number) => number): DailyBars {
  const bars = spxBars(count);
  return { ...bars, volume: bars.volume.map((traded, i) => volume(i, traded)) };
}

type Vote = z.infer<typeof resultSchema>['votes'][number];
const voteOf = (votes: readonly Vote[], id: string) => votes.find((vote) => vote.id === id);

describe('the votes of a result', () => {
  test('hold the indicators of AAPL’s sample at its last bar, to 1e-9 of TA-Lib', async () => {
    const file = new URL('../../golden/ta-lib-aapl-sample-last-bar.json', import.meta.url);
    const { bars, from, to, ...reference } = z
      .looseObject({ bars: z.int(), from: z.string(), to: z.string() })
      .parse(JSON.parse(readFileSync(file, 'utf8')));
    const { result } = await analyzed('AAPL', sampleSource());
    expect(result).toMatchObject({ bars, as_of: to, data_quality: { from, to } });
    const numbers: Record<string, number | null> = Object.assign(
      {},
      ...result.votes.map(({ values }) => values),
    );
    const wrong = Object.entries(z.record(z.string(), z.number()).parse(reference)).filter(
      ([name, theirs]) => !(Math.abs((numbers[name] ?? Number.NaN) - theirs) <= 1e-9),
    );
    expect(wrong).toEqual([]);
    expect(Object.keys(reference)).toHaveLength(24);
  });

  test('carry the numbers and constants of their sentence, and so do near flips', async () => {
    const { result } = await analyzed('AAPL', sampleSource(), { strategies: ['weekly_target'] });
    const { votes, explanation } = result;
    expect(voteOf(votes, 'rsi14')).toMatchObject({
      values: { rsi14: expect.any(Number), rsi14_before: expect.any(Number) },
      thresholds: { oversold: 30, overbought: 70 },
    });
    expect(Object.keys(voteOf(votes, 'sma50')?.values ?? {})).toEqual(['close', 'sma50']);
    for (const { text, values, thresholds } of votes) {
      for (const value of Object.values(values))
        expect(text).toContain(String(Number(value?.toPrecision(6))));
      for (const level of Object.values(thresholds)) expect(text).toContain(String(level));
    }
    expect(explanation.strategy.name).toBe('MACD, RSI and short averages');
    for (const { id, number, now } of explanation.changes.votes) {
      expect(voteOf(votes, id)?.values[number]).toBe(now);
    }
  });

  test.each([
    ['an index without volume', spx(300, () => 0)],
    ['an index whose volume is no longer told', spx(300, (i, traded) => (i < 270 ? traded : 0))],
  ])('of %s abstain where they read volume: OBV, VWMA and CMF', async (_, bars) => {
    const { result } = await analyzed('^NSEI', given(bars));
    const absent = result.votes.filter(({ vote }) => vote === null);
    expect(absent.map(({ id, abstains }) => [id, abstains])).toEqual([
      ['vwma20', 'no_volume'],
      ['obv', 'no_volume'],
      ['cmf20', 'no_volume'],
    ]);
    expect(result.context).toMatchObject({ obv: null, cmf20: null });
    expect(voteOf(result.votes, 'obv')?.values).toEqual({ obv: null, obv_ema20: null });
  });
});

describe('a result of fewer than 250 bars', () => {
  test('says what can be said from 60 on, as partial, and which votes abstain and why', async () => {
    const { id, result } = await analyzed('YOUNG', given(spx(75, (_, traded) => traded)));
    expect(result).toMatchObject({ partial: true, partial_reason: expect.stringMatching(/250 bars.* 75\./) });
    const absent = result.votes.filter(({ vote }) => vote === null);
    expect(absent.map(({ id, abstains }) => `${id} ${abstains}`)).toEqual(
      ['sma100', 'ema100', 'sma200', 'ema200'].map((name) => `${name} too_few_bars`),
    );
    expect(absent[2]?.text).toMatch(
      /^SMA 200: not available\. It needs 200 bars and there are 75\. Here close/,
    );
    const lists = await json(await service.get('/api/v1/stocks/all-stocks/results?symbol=YOUNG'));
    expect(lists['results']).toMatchObject([{ ticker: 'YOUNG.NS', partial: true }]);
    const csv = await (await service.get(`/api/v1/jobs/${id}/result?format=csv`)).text();
    const [header = [], row = []] = csv.split('\r\n').map((line) => line.split(','));
    expect(row[header.indexOf('partial')]).toBe('true');
  });

  test('is not partial at 250, and is none below 60', async () => {
    const { result } = await analyzed('GROWN', given(spx(250, (_, traded) => traded)));
    expect([result.partial, result.partial_reason]).toEqual([false, null]);
    const job = await json(await service.post('/api/jobs', { kind: 'stocks', input: { symbols: ['NEW'] } }));
    await runStocks(service.jobs.db, String(job['id']), { market: given(spx(59, (_, traded) => traded)) });
    const answer = await json(await service.get(`/api/v1/jobs/${job['id']}/result`));
    expect(answer['errors']).toMatchObject([{ key: 'NEW', code: 'insufficient_history' }]);
  });
});

test('a result of version 2 keeps the words and the votes that it was stored with', async () => {
  const { id } = await analyzed('AAPL', sampleSource());
  const adx = VOTES.findIndex((vote) => vote.id === 'adx14') + 1;
  await service.jobs.db
    .update(stockResults)
    .set({ votesVersion: 2, votes: sql.raw(`votes[:${adx - 1}] || -1::smallint || votes[${adx + 1}:]`) })
    .where(eq(stockResults.jobId, id));
  const { votes_version, votes } = await resultOf(id);
  expect([votes_version, voteOf(votes, 'adx14')?.vote]).toEqual([2, -1]);
  expect(voteOf(votes, 'adx14')?.text).toMatch(
    /sell when \+DI is below -DI with ADX above 20 and falling\.$/,
  );
  expect(voteOf(votes, 'adx14')?.values['adx14']).toBeCloseTo(24.087425737164214, 9);
});
