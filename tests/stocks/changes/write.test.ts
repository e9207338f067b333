import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { jobsContext } from '../../support/jobs.ts';
import { dayOf, type HandBar, type HandMade, handMadeRun, ran } from './hand-made.ts';
import { changesOf } from './play.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  await context.db.execute(sql`delete from jobs`);
  await context.db.execute(sql`delete from stock_baselines`);
});

const FLAT: HandBar = [100, 101, 99.5];
const flat = (days: number): HandBar[] => Array.from({ length: days }, () => FLAT);

/** `verdict Buy→Sell`, `stop_touched 95 on 2026-03-04` */
async function toldBy(jobId: string): Promise<string[]> {
  return (await changesOf(context, jobId)).map(({ kind, was, becomes, level, ratio, happenedOn }) =>
    was === null ? `${kind} ${level ?? ratio} on ${happenedOn}` : `${kind} ${was}→${becomes}`,
  );
}

const toldOf = async (made: HandMade) => toldBy(await ran(context, made));

describe('a change', () => {
  test('needs an earlier result: the first one tells nothing', async () => {
    expect(await toldOf({ verdict: 'Buy', plan: [100, 95, 107.5], bars: flat(3) })).toEqual([]);
  });

  test('is told once: the next run with the same result tells nothing', async () => {
    await ran(context, { verdict: 'Buy', bars: flat(3) });
    const sold: HandMade = { verdict: 'Sell', finding: 'no_edge', bars: flat(4) };
    expect(await toldOf(sold)).toEqual(['evidence too_few→enough', 'verdict Buy→Sell']);
    expect(await toldOf(sold)).toEqual([]);
  });

  test('is that a listing goes stale, and that it trades again', async () => {
    await ran(context, { bars: flat(3) });
    const stale = { bars: flat(3), staleSince: dayOf(2) };
    expect(await toldOf(stale)).toEqual(['listing trading→stale']);
    expect(await toldOf(stale)).toEqual([]);
    expect(await toldOf({ bars: flat(4) })).toEqual(['listing stale→trading']);
  });

  test('names both results, and outlives the job of the first', async () => {
    const first = await ran(context, { verdict: 'Buy', bars: flat(3) });
    await context.db.execute(sql`delete from jobs where id = ${first}`);
    const second = await ran(context, { verdict: 'Sell', bars: flat(4) });
    expect(await changesOf(context, second)).toMatchObject([
      { fromJobId: first, fromAsOf: dayOf(2), jobId: second, asOf: dayOf(3), epoch: 1, owner: 'ann' },
    ]);
  });

  test('goes with the job that told it', async () => {
    await ran(context, { verdict: 'Buy', bars: flat(3) });
    const second = await ran(context, { verdict: 'Sell', bars: flat(4) });
    await context.db.execute(sql`delete from jobs where id = ${second}`);
    expect(await changesOf(context, second)).toEqual([]);
  });

  test.each([
    ['owners', { owner: 'bob' }],
    ['tickers', { ticker: 'OTHER' }],
    ['strategies', { strategy: 'trend' }],
    ['live data and others', { live: false }],
  ] as const)('is not made of two %s', async (_, other) => {
    await ran(context, { verdict: 'Buy', bars: flat(3) });
    expect(await toldOf({ verdict: 'Sell', bars: flat(4), ...other })).toEqual([]);
  });

  test('is not told of an earlier day that is analyzed late, nor of the day after once more', async () => {
    await ran(context, { verdict: 'Buy', bars: flat(4) });
    expect(await toldOf({ verdict: 'Sell', bars: flat(3) })).toEqual([]);
    expect(await toldOf({ verdict: 'Buy', bars: flat(5) })).toEqual([]);
  });

  test('within one day is told when the day is analyzed again', async () => {
    await ran(context, { verdict: 'Buy', bars: flat(4) });
    expect(await toldOf({ verdict: 'Sell', bars: flat(4) })).toEqual(['verdict Buy→Sell']);
  });
});

describe('a commit', () => {
  test('that is sent again tells nothing twice', async () => {
    await ran(context, { verdict: 'Buy', bars: flat(3) });
    const { id, commit } = await handMadeRun(context, { verdict: 'Sell', bars: flat(4) });
    await commit();
    await commit();
    expect(await toldBy(id)).toEqual(['verdict Buy→Sell']);
  });

  test('that is sent again when another job has followed leaves the baseline where it is', async () => {
    await ran(context, { verdict: 'Buy', bars: flat(3) });
    const { id, commit } = await handMadeRun(context, { verdict: 'Sell', bars: flat(4) });
    await commit();
    await ran(context, { verdict: 'Neutral', bars: flat(4) });
    await commit();
    expect(await toldBy(id)).toEqual(['verdict Buy→Sell']);
    expect(await toldOf({ verdict: 'Neutral', bars: flat(4) })).toEqual([]);
  });

  test('without its lease tells nothing, and does not move the baseline', async () => {
    await ran(context, { verdict: 'Buy', bars: flat(3) });
    const { id, commit } = await handMadeRun(context, { verdict: 'Sell', bars: flat(4) });
    await context.db.execute(sql`update steps set token = 'other' where job_id = ${id}`);
    await commit();
    expect(await toldBy(id)).toEqual([]);
    expect(await toldOf({ verdict: 'Buy', bars: flat(4) })).toEqual([]);
  });

  test('beside others of the same owner tells a change once, whoever comes first', async () => {
    await ran(context, { verdict: 'Buy', bars: flat(3) });
    const runs = await Promise.all(
      Array.from({ length: 6 }, () => handMadeRun(context, { verdict: 'Sell', bars: flat(4) })),
    );
    await Promise.all(runs.map(({ commit }) => commit()));
    const told = await Promise.all(runs.map(({ id }) => toldBy(id)));
    expect(told.flat()).toEqual(['verdict Buy→Sell']);
  });
});

describe('a plan', () => {
  const bought = (...later: HandBar[]): HandMade => ({ bars: [FLAT, ...later] });
  const begin = () => ran(context, { verdict: 'Buy', plan: [100, 95, 107.5], bars: [FLAT] });
  const quiet: HandBar = [103, 104, 102];
  const touches = async (...later: HandBar[]) => {
    await begin();
    return (await toldOf(bought(...later))).filter((each) => !each.startsWith('verdict'));
  };

  test('of its own day is not touched by that day', async () => {
    expect(await touches()).toEqual([]);
  });

  test('is entered by a low at the entry, and ends at the stop', async () => {
    expect(await touches([101, 102, 100], quiet, [99, 99, 95])).toEqual([
      `entry_touched 100 on ${dayOf(1)}`,
      `stop_touched 95 on ${dayOf(3)}`,
    ]);
  });

  test('reaches its target after the day of the entry, or on it if that opened below the entry', async () => {
    const entered = `entry_touched 100 on ${dayOf(1)}`;
    expect(await touches([101, 102, 99], [104, 108, 103])).toEqual([
      entered,
      `target_touched 107.5 on ${dayOf(2)}`,
    ]);
    await context.db.execute(sql`delete from stock_baselines`);
    expect(await touches([99, 108, 98])).toEqual([entered, `target_touched 107.5 on ${dayOf(1)}`]);
    await context.db.execute(sql`delete from stock_baselines`);
    expect(await touches([101, 108, 99])).toEqual([entered]);
  });

  test('whose target is reached without the entry is not touched', async () => {
    expect(await touches([103, 108, 102], quiet)).toEqual([]);
  });

  test('that meets stop and target on one day has met its stop', async () => {
    expect(await touches([99, 108, 95])).toEqual([
      `entry_touched 100 on ${dayOf(1)}`,
      `stop_touched 95 on ${dayOf(1)}`,
    ]);
  });

  test('is over after its time limit', async () => {
    expect(await touches(...Array.from({ length: 5 }, () => quiet), [99, 99, 94])).toEqual([]);
  });

  test('is followed past later results, whatever their verdicts and plans', async () => {
    await begin();
    const other = { verdict: 'Strong Buy', plan: [103, 101, 106] } as const;
    await ran(context, { ...other, ...bought(quiet) });
    await ran(context, { verdict: 'Sell', ...bought(quiet, quiet) });
    const told = await ran(context, { verdict: 'Sell', ...bought(quiet, quiet, [100.5, 101, 99.9]) });
    expect(await changesOf(context, told)).toMatchObject([{ kind: 'entry_touched', planAsOf: dayOf(0) }]);
  });

  test('is followed by that of the result with which it ended', async () => {
    await begin();
    const next = { verdict: 'Buy', plan: [94, 90, 100] } as const;
    await ran(context, { ...next, ...bought([99, 99, 94]) });
    const told = await ran(context, { verdict: 'Buy', ...bought([99, 99, 94], [95, 96, 93]) });
    expect(await changesOf(context, told)).toMatchObject([
      { kind: 'entry_touched', level: 94, planAsOf: dayOf(1) },
    ]);
  });

  test('is told of an entry once, though the day that touched it is still under way', async () => {
    await begin();
    expect(await toldOf({ verdict: 'Buy', ...bought([101, 102, 99.8]) })).toHaveLength(1);
    expect(await toldOf({ verdict: 'Buy', ...bought([101, 103, 99]) })).toEqual([]);
    expect(await toldOf({ verdict: 'Buy', ...bought([101, 103, 94.9]) })).toEqual([
      `stop_touched 95 on ${dayOf(1)}`,
    ]);
  });

  test('that no run has seen for more sessions than a commit brings is dropped, untold', async () => {
    await begin();
    const later = Array.from({ length: 70 }, (): HandBar => [94, 96, 93]);
    expect(await toldOf({ verdict: 'Buy', ...bought(...later) })).toEqual([]);
  });
});

describe('a split', () => {
  const split = (n: number, ratio: number) => ({ date: dayOf(n), ratio });

  test('is told once, and again only the next one', async () => {
    await ran(context, { bars: flat(3) });
    const two = [split(3, 2)];
    expect(await toldOf({ bars: flat(4), splits: two })).toEqual([`split 2 on ${dayOf(3)}`]);
    expect(await toldOf({ bars: flat(5), splits: two })).toEqual([]);
    const reverse = [...two, split(5, 0.1)];
    expect(await toldOf({ bars: flat(6), splits: reverse })).toEqual([`split 0.1 on ${dayOf(5)}`]);
  });

  test('that the provider names late is told all the same', async () => {
    await ran(context, { bars: flat(3) });
    await ran(context, { bars: flat(5) });
    expect(await toldOf({ bars: flat(6), splits: [split(3, 2)] })).toEqual([`split 2 on ${dayOf(3)}`]);
  });

  test('from before the first result is none of its changes, however long the history becomes', async () => {
    await ran(context, { bars: flat(3) });
    expect(await toldOf({ bars: flat(4), splits: [{ date: '2010-06-09', ratio: 7 }] })).toEqual([]);
  });

  test.each([
    ['3:2', 1.5],
    ['1:5', 0.2],
  ])('of %s moves the prices of the plan along, and touches none of them', async (_, ratio) => {
    await ran(context, { verdict: 'Buy', plan: [100, 95, 107.5], bars: [FLAT] });
    const scaled = (bar: HandBar): HandBar => [bar[0] / ratio, bar[1] / ratio, bar[2] / ratio];
    const bars = ([FLAT, [103, 104, 102]] as const).map(scaled);
    const splits = [split(1, ratio)];
    expect(await toldOf({ verdict: 'Buy', bars, splits })).toEqual([`split ${ratio} on ${dayOf(1)}`]);
    const entered = [...bars, scaled([101, 102, 99])];
    expect(await toldOf({ verdict: 'Buy', bars: entered, splits })).toEqual([
      `entry_touched ${100 / ratio} on ${dayOf(2)}`,
    ]);
  });
});
