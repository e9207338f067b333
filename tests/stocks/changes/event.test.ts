import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cancelJob } from '../../../lib/engine/cancel.ts';
import { announceDue } from '../../../lib/engine/webhook/announce.ts';
import { watchlistChanged } from '../../../lib/stocks/changes/event.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { jobsContext } from '../../support/jobs.ts';
import { dayOf, type HandBar, handMadeRun, ran } from './hand-made.ts';
import { changesOf } from './play.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  const plain = jobsContext(fresh.url);
  const ownEvents = new Map([['stocks', watchlistChanged]]);
  context = { ...plain, webhooks: { ...plain.webhooks, ownEvents } };
  await context.db.execute(sql`delete from jobs`);
  await context.db.execute(sql`delete from stock_baselines`);
});

const flat = (days: number): HandBar[] => Array.from({ length: days }, () => [100, 101, 99.5] as const);
const TOLD = { callbackUrl: 'https://example.com/hooks', ownEvent: 'watchlist.changed' };

const eventSchema = z.object({
  type: z.literal('watchlist.changed'),
  data: z.looseObject({ count: z.number(), changes: z.array(z.looseObject({ id: z.string() })) }),
});
/** The own events that have been published. */
const events = () =>
  context.told.filter(({ own }) => own).map(({ body }) => eventSchema.parse(JSON.parse(body)).data);

describe('watchlist.changed', () => {
  test('has the changes of its run, as the list shows them', async () => {
    await ran(context, { verdict: 'Buy', bars: flat(3) });
    const { id, commit } = await handMadeRun(context, { verdict: 'Sell', bars: flat(4) }, TOLD);
    await commit();
    await announceDue(context, id);
    const changes = await changesOf(context, id);
    expect(context.told.map(({ event }) => event)).toEqual(['job.completed', 'watchlist.changed']);
    expect(events()).toMatchObject([
      {
        ...{ id, epoch: 1, status: 'completed', source: 'api', count: 1 },
        changes: [{ id: changes[0]?.id, kind: 'verdict', from: 'Buy', to: 'Sell', on: dayOf(3), job_id: id }],
        links: { changes: `/api/v1/stocks/changes?job_id=${id}` },
      },
    ]);
  });

  test('is not told where nothing has changed', async () => {
    await ran(context, { verdict: 'Buy', bars: flat(3) });
    const { id, commit } = await handMadeRun(context, { verdict: 'Buy', bars: flat(4) }, TOLD);
    await commit();
    await announceDue(context, id);
    expect(context.told.map(({ event }) => event)).toEqual(['job.completed']);
  });

  test('is told of a run that was cancelled after a change: no later run tells it', async () => {
    await ran(context, { verdict: 'Buy', bars: flat(3) });
    const { id, commit } = await handMadeRun(
      context,
      { verdict: 'Sell', bars: flat(4) },
      { ...TOLD, more: true },
    );
    await commit();
    await cancelJob(context, 'ann', id);
    expect(events()).toMatchObject([{ id, status: 'cancelled', count: 1 }]);
    const next = await handMadeRun(context, { verdict: 'Sell', bars: flat(4) }, TOLD);
    await next.commit();
    await announceDue(context, next.id);
    expect(events()).toHaveLength(1);
  });

  test('says the same however often it is made, and shows at most 100 changes of all that it counts', async () => {
    await ran(context, { verdict: 'Buy', bars: flat(3) });
    const { id, commit } = await handMadeRun(context, { verdict: 'Sell', bars: flat(4) }, TOLD);
    await commit();
    await context.db.execute(sql`insert into stock_changes
      select 'chg_' || md5(n::text) as id, c.owner, 'T' || n, c.symbol, c.strategy, c.interval, c.data_source, c.kind, c.was,
        c.becomes, c.happened_on, c.level, c.plan_as_of, c.ratio, c.from_job_id, c.from_as_of, c.job_id,
        case when n = 150 then 2 else 1 end, c.as_of, c.created_at
      from stock_changes c, generate_series(1, 150) n where c.job_id = ${id}`);
    const job = { id, owner: 'ann', epoch: 1, status: 'completed', source: 'api' } as const;
    const [first, second] = [
      await watchlistChanged.data(context.db, job),
      await watchlistChanged.data(context.db, job),
    ];
    expect(first).toMatchObject({ count: 150 });
    expect(eventSchema.shape.data.parse(first).changes).toHaveLength(100);
    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
    expect(JSON.stringify(first).length).toBeLessThan(64_000);
  });
});
