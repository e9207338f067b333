import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Bar, chartBody } from '../stocks/market/yahoo-server.ts';
import { getJson, postJson, type TestStack, untilEnded } from '../support/stack.ts';
import { startYahooStack } from '../support/yahoo-stack.ts';

const DAY = 86_400;
const now = Math.floor(Date.now() / 1000);
const today = Math.floor(now / DAY) * DAY;

/** Bars of a rising share, by day of UTC: `count` of them, the last `endsAgo` days ago; no weekends unless told. */
function rising(count: number, endsAgo: number, everyDay = false): Bar[] {
  const bars: Bar[] = [];
  for (let at = today - endsAgo * DAY; bars.length < count; at -= DAY) {
    const weekday = new Date(at * 1000).getUTCDay();
    if (!everyDay && (weekday === 0 || weekday === 6)) continue;
    const n = count - bars.length;
    const price = 100 * 1.002 ** n * (1 + 0.01 * Math.sin(n));
    bars.unshift([at, price, price * 1.01, price * 0.99, price * 1.002, 1_000_000 + n]);
  }
  return bars;
}

const scaled = (bar: Bar, by: number, volume: number): Bar => {
  const [at, open, high, low, close] = bar;
  const times = (cell: number | null) => (cell === null ? null : cell * by);
  return [at, times(open), times(high), times(low), times(close), volume];
};

/** The same bars after a fall to `by` of the price, with `volume` on its day. */
const falling = (bars: readonly Bar[], from: number, by: number, volume: number): Bar[] =>
  bars.map((bar, i) => (i < from ? bar : scaled(bar, by, i === from ? volume : 1_000_000)));

/** A session that is under way, and the bar of its first minutes. */
const opened = Math.max(today, now - 300);
const session = { timezone: 'UTC', gmtoffset: 0, start: opened, end: now + 6 * 3_600 };
const underWay = { regular: session, pre: session, post: session };
const fallen = (bars: readonly Bar[], at: number): Bar => scaled([at, ...tail(bars)], 0.95, 18_000);
const tail = (bars: readonly Bar[]): [number, number, number, number, number] => {
  const [, open, high, low, close, volume] = bars.at(-1) ?? [];
  return [Number(open), Number(high), Number(low), Number(close), Number(volume)];
};

const IN_UTC = { exchangeTimezoneName: 'UTC' };
const share = rising(600, 1);
const flat = (bar: Bar, before: Bar): Bar => [bar[0], before[4], before[4], before[4], before[4], 0];
const holidays = share.map((bar, i) => (i === 500 || i === 550 ? flat(bar, share[i - 1] ?? bar) : bar));

const chartOf = (symbol: string): [Bar[], Record<string, unknown>?] | undefined => {
  switch (symbol) {
    case 'PARTIAL.NS':
      return [[...share, fallen(share, opened)], { ...IN_UTC, currentTradingPeriod: underWay }];
    case 'OFF.NS':
      return [share, IN_UTC];
    case 'BTC-USD':
      return [rising(600, 0, true), { instrumentType: 'CRYPTOCURRENCY', exchangeTimezoneName: 'UTC' }];
    case 'DEAD.NS':
      return [rising(600, 298), IN_UTC];
    case 'SUSPENDED.NS':
      return [rising(600, 20), IN_UTC];
    case 'BONUS.NS':
      return [falling(share, 595, 2 / 3, 900_000), IN_UTC];
    case 'REVERSE':
      return [falling(share, 560, 5, 300_000), IN_UTC];
    case 'CRASH':
      return [falling(share, 595, 0.71, 9_000_000), IN_UTC];
    case 'HOLIDAY.NS':
      return [holidays, IN_UTC];
    case '^NSEI':
      return [holidays.map((bar): Bar => [bar[0], bar[1], bar[2], bar[3], bar[4], 0]), IN_UTC];
    case 'WEEKS.NS':
      return [rising(2_500, 0), IN_UTC];
    default:
      return undefined;
  }
};

let stack: TestStack;
let stop: () => Promise<void>;
beforeAll(async () => {
  ({ stack, stop } = await startYahooStack((symbol) => {
    const chart = chartOf(symbol);
    return chart && { body: JSON.stringify(chartBody(chart[0], { symbol, ...chart[1] })) };
  }));
});
afterAll(() => stop());

const resultSchema = z.looseObject({
  ticker: z.string(),
  as_of: z.string(),
  verdict: z.string(),
  score: z.number(),
  close: z.number(),
  bars: z.number(),
  entry: z.number().nullable(),
  now: z.object({ as_of: z.string(), close: z.number(), score: z.number() }).nullable(),
  data_quality: z.object({ findings: z.array(z.object({ code: z.string(), message: z.string() })) }),
  evidence: z.array(z.looseObject({ sentence: z.string() })),
});

async function analyzed(symbols: string[], options: Record<string, unknown> = {}) {
  const answer = await postJson(`${stack.url}/api/v1/jobs`, {
    kind: 'stocks',
    input: { symbols, ...options },
  });
  const { id } = z.object({ id: z.string() }).parse(await answer.json());
  expect(await untilEnded(stack.url, id, 60_000)).toMatchObject({ status: 'completed' });
  const body = await getJson(`${stack.url}/api/v1/jobs/${id}/result`);
  const { data } = z.object({ data: z.array(resultSchema) }).parse(body);
  return (ticker: string) => {
    const found = data.find((result) => result.ticker === ticker);
    if (!found) throw new Error(`no result of ${ticker}`);
    return found;
  };
}

const isoDay = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);

describe('a session under way', () => {
  test('is told: the verdict is of the last finished bar, and what it would be now stands beside it', async () => {
    const of = await analyzed(['PARTIAL.NS', 'OFF.NS', 'BTC-USD']);
    const [partial, off, coin] = [of('PARTIAL.NS'), of('OFF.NS'), of('BTC-USD')];
    expect(partial).toMatchObject({
      bar: 'unfinished',
      bar_until: new Date((session.end + 1_800) * 1000).toISOString(),
    });
    expect(off).toMatchObject({ bar: 'finished', bar_until: null, now: null });
    const rated = ({ as_of, verdict, score, close, entry, bars }: typeof partial) => ({
      ...{ as_of, verdict, score, close, entry, bars },
    });
    expect(rated(partial)).toEqual(rated(off));
    expect(partial.now?.as_of).toBe(isoDay(opened));
    expect(partial.now?.close).toBeCloseTo(0.95 * off.close, 6);
    expect(partial.now?.score).toBeLessThan(off.score);
    expect(coin).toMatchObject({
      bar: 'unfinished',
      as_of: isoDay(today - DAY),
      now: { as_of: isoDay(today) },
    });
  });

  test('is rated as it stands if the latest bar is asked for', async () => {
    const partial = (await analyzed(['PARTIAL.NS'], { bar: 'latest' }))('PARTIAL.NS');
    expect(partial).toMatchObject({ bar: 'unfinished', as_of: isoDay(opened), now: null });
  });
});

describe('a listing without recent bars', () => {
  test('is stale, says since when, and gets no plan', async () => {
    const of = await analyzed(['DEAD.NS', 'SUSPENDED.NS', 'OFF.NS']);
    for (const ticker of ['DEAD.NS', 'SUSPENDED.NS']) {
      const { as_of, ...result } = of(ticker);
      expect(result).toMatchObject({
        stale: true,
        listing_stale_since: as_of,
        entry: null,
        no_plan_reason: 'listing_stale',
      });
    }
    expect(of('OFF.NS')).toMatchObject({ stale: false, listing_stale_since: null });
    const listed = await getJson(`${stack.url}/api/stocks/all-stocks/results?symbol=DEAD`);
    expect(listed).toMatchObject({ results: [{ ticker: 'DEAD.NS', stale: true, entry: null }] });
  });
});

describe('a jump that no event explains', () => {
  test('is named, and no plan is made while it is near', async () => {
    const of = await analyzed(['BONUS.NS', 'REVERSE', 'CRASH']);
    for (const ticker of ['BONUS.NS', 'REVERSE', 'CRASH']) {
      expect(of(ticker)).toMatchObject({ entry: null, no_plan_reason: 'unexplained_jump' });
    }
    const told = (ticker: string) =>
      of(ticker).data_quality.findings.find(({ code }) => code === 'unexplained_jump')?.message;
    expect(told('BONUS.NS')).toContain('looks like an unadjusted 3:2 bonus');
    expect(told('REVERSE')).toContain('looks like an unadjusted 1:5 reverse split');
    expect(told('CRASH')).toContain('times the usual volume; looks like a move of the market');
  });
});

describe('a row without movement or volume', () => {
  test('is no trading day of a share, and one of an index without volume', async () => {
    const of = await analyzed(['HOLIDAY.NS', '^NSEI']);
    expect(of('HOLIDAY.NS')).toMatchObject({ bars: 598, dropped_bars: 2 });
    expect(of('^NSEI')).toMatchObject({ bars: 600, dropped_bars: 0 });
  });
});

describe('weekly bars', () => {
  test('are rated by finished weeks, with evidence in weeks, and listed apart', async () => {
    const weekly = (await analyzed(['WEEKS.NS'], { interval: '1wk' }))('WEEKS.NS');
    expect(weekly).toMatchObject({ interval: '1wk', bars: expect.any(Number) });
    expect(weekly.bars).toBeGreaterThan(495);
    expect(weekly.bars).toBeLessThan(501);
    expect(weekly.evidence[0]).toMatchObject({ basis: { interval: '1wk', max_bars: 20 } });
    expect(weekly.evidence[0]?.sentence).toContain('in any week');
    const list = `${stack.url}/api/stocks/all-stocks/results?symbol=WEEKS`;
    expect(await getJson(list)).toMatchObject({ total: 0, results: [] });
    expect(await getJson(`${list}&interval=1wk`)).toMatchObject({ total: 1, results: [{ interval: '1wk' }] });
    const history = `${stack.url}/api/analysis-history/WEEKS.NS`;
    expect(await getJson(history)).toMatchObject({ history: [] });
    expect(await getJson(`${history}?interval=1wk`)).toMatchObject({ history: [{ interval: '1wk' }] });
  });

  test('named as the default are the same request as unnamed', async () => {
    const key = { 'Idempotency-Key': 'bars-default' };
    const send = (options: Record<string, unknown>) =>
      postJson(
        `${stack.url}/api/v1/jobs`,
        { kind: 'stocks', input: { symbols: ['OFF.NS'], ...options } },
        key,
      );
    const first = await send({});
    const again = await send({ interval: '1d', bar: 'finished' });
    expect([first.status, again.headers.get('Idempotency-Replayed')]).toEqual([202, 'true']);
    expect((await send({ interval: '1wk' })).status).toBe(422);
    expect((await send({ interval: '1h' })).status).toBe(422);
  });
});
