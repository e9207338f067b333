import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type QstashServer, startQstash } from '../../../dev/qstash/server.ts';
import { clientOf, freshFolder, openSuite } from './harness.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-11-22T12:00:00.000Z');
const time = { now: NOON };
const { server, destination, client, api, receiver } = await openSuite({ now: () => time.now });
const folder = await freshFolder();

/** The clock jumps; resolves when all that has become due is delivered. */
async function jumpTo(at: number): Promise<void> {
  time.now = at;
  await server.idle();
}

const status = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 200,
    (error: unknown) => (error instanceof Error && 'status' in error ? error.status : error),
  );

const iso = (ms: number | undefined) => new Date(ms ?? Number.NaN).toISOString();

beforeEach(async () => {
  for (const { scheduleId } of await client.schedules.list()) await client.schedules.delete(scheduleId);
});

describe('a schedule', () => {
  test('sends its message each time it is due, signed, under an id of its own', async () => {
    const url = destination.url('/each');
    const before = time.now;
    await client.schedules.create({
      destination: url,
      cron: '*/5 * * * *',
      scheduleId: 'each-5.min_a',
      body: '{"a":1}',
      headers: { 'X-Mine': 'yes' },
      retries: 1,
    });
    await jumpTo(before + 5 * MINUTE - 1);
    expect(destination.at('/each')).toHaveLength(0);
    await jumpTo(before + 5 * MINUTE);
    await jumpTo(before + 10 * MINUTE);
    const [first, second] = await destination.arrived('/each', 2);
    expect(first?.headers).toMatchObject({
      'upstash-schedule-id': 'each-5.min_a',
      'x-mine': 'yes',
      'content-type': 'application/json',
    });
    expect(first?.body.toString()).toBe('{"a":1}');
    expect(first?.headers['upstash-message-id']).not.toBe(second?.headers['upstash-message-id']);
    const signature = String(second?.headers['upstash-signature']);
    const clockTolerance = Number.MAX_SAFE_INTEGER;
    await expect(receiver.verify({ signature, body: '{"a":1}', url, clockTolerance })).resolves.toBe(true);
    expect(destination.at('/each')).toHaveLength(2);
  });

  test('counts its time in its own time zone, summer time included', async () => {
    const created = { destination: destination.url('/zone'), cron: 'CRON_TZ=America/New_York 30 9 * * *' };
    const { scheduleId } = await client.schedules.create(created);
    time.now = Date.parse('2027-03-13T15:00:00Z');
    await client.schedules.create({ ...created, scheduleId });
    const schedule = await client.schedules.get(scheduleId);
    expect(iso(schedule.nextScheduleTime)).toBe('2027-03-14T13:30:00.000Z');
    expect(schedule.cron).toBe('CRON_TZ=America/New_York 30 9 * * *');
  });

  test('that missed firings fires once, then goes on', async () => {
    await client.schedules.create({ destination: destination.url('/missed'), cron: '* * * * *' });
    await jumpTo(time.now + 60 * MINUTE + 1);
    expect(destination.at('/missed')).toHaveLength(1);
    await jumpTo(time.now + MINUTE);
    expect(destination.at('/missed')).toHaveLength(2);
  });

  test('with a delay has its message delivered that much later', async () => {
    const url = destination.url('/delayed');
    await client.schedules.create({ destination: url, cron: '* * * * *', delay: 90, scheduleId: 'late' });
    const firing = (await client.schedules.get('late')).nextScheduleTime ?? 0;
    await jumpTo(firing);
    await client.schedules.delete('late');
    await jumpTo(firing + 89_999);
    expect(destination.at('/delayed')).toHaveLength(0);
    await jumpTo(firing + 90_000);
    expect(destination.at('/delayed')).toHaveLength(1);
  });

  test('under the same id replaces the one before', async () => {
    const both = { cron: '* * * * *', scheduleId: 'same' };
    await client.schedules.create({ ...both, destination: destination.url('/old') });
    const created = (await client.schedules.get('same')).createdAt;
    await client.schedules.create({ ...both, destination: destination.url('/new'), cron: '*/2 * * * *' });
    expect(await client.schedules.list()).toMatchObject([
      { scheduleId: 'same', cron: '*/2 * * * *', createdAt: created },
    ]);
    await jumpTo(time.now + 2 * MINUTE);
    expect([destination.at('/old').length, destination.at('/new').length]).toEqual([0, 1]);
  });

  test('without a body is shown and listed without one', async () => {
    const scheduleId = 'empty';
    await client.schedules.create({ destination: destination.url('/empty'), cron: '0 3 * * *', scheduleId });
    const listed = (await client.schedules.list()).find((each) => each.scheduleId === scheduleId);
    for (const shown of [listed, await client.schedules.get(scheduleId)]) {
      expect(shown).toMatchObject({ scheduleId });
      expect(shown).not.toHaveProperty('body');
    }
    await client.schedules.delete(scheduleId);
  });

  test('is shown with all that it was created with', async () => {
    const made = {
      destination: destination.url('/shown'),
      cron: '0 3 * * 1-5',
      scheduleId: 'shown',
      body: 'text',
      headers: { 'Content-Type': 'text/plain' },
      method: 'PUT' as const,
      delay: 60,
      retries: 2,
      retryDelay: '1000 * (1 + retried)',
      callback: 'https://example.com/done',
      failureCallback: 'https://example.com/failed',
      label: ['one', 'two'],
      flowControl: { key: 'k', parallelism: 3 },
    };
    await client.schedules.create(made);
    expect(await client.schedules.get('shown')).toMatchObject({
      scheduleId: 'shown',
      cron: made.cron,
      destination: made.destination,
      createdAt: time.now,
      method: 'PUT',
      header: { 'Content-Type': ['text/plain'] },
      body: 'text',
      retries: 2,
      retryDelayExpression: made.retryDelay,
      delay: 60,
      callback: made.callback,
      failureCallback: made.failureCallback,
      label: 'one',
      labels: ['one', 'two'],
      flowControlKey: 'k',
      parallelism: 3,
      isPaused: false,
    });
  });

  test('tells when it was last sent and what became of that', async () => {
    const url = destination.on('/states', (_, nth) => ({ status: nth === 1 ? 200 : 500 }));
    await client.schedules.create({ destination: url, cron: '* * * * *', scheduleId: 's', retries: 0 });
    const outcome = async () => {
      await jumpTo((await client.schedules.get('s')).nextScheduleTime ?? 0);
      const { lastScheduleTime, lastScheduleStates = {} } = await client.schedules.get('s');
      expect(lastScheduleTime).toBe(time.now);
      return Object.values(lastScheduleStates);
    };
    expect([await outcome(), await outcome()]).toEqual([['SUCCESS'], ['FAIL']]);
    const { messages } = await client.dlq.listMessages({ filter: { scheduleId: 's' } });
    expect(messages).toMatchObject([{ scheduleId: 's', url }]);
    expect((await client.dlq.listMessages({ filter: { scheduleId: 'other' } })).messages).toEqual([]);
  });

  test('has its failure callback told which schedule it was', async () => {
    const url = destination.on('/failing', () => ({ status: 500 }));
    const failureCallback = destination.url('/told');
    await client.schedules.create({
      destination: url,
      cron: '* * * * *',
      scheduleId: 'f',
      retries: 0,
      failureCallback,
    });
    await jumpTo(time.now + MINUTE);
    const [told] = await destination.arrived('/told', 1);
    expect(JSON.parse(String(told?.body))).toMatchObject({ scheduleId: 'f', status: 500 });
  });
});

describe('a schedule that is taken away', () => {
  test('by deletion sends nothing any more and is gone', async () => {
    const { scheduleId } = await client.schedules.create({
      destination: destination.url('/deleted'),
      cron: '* * * * *',
    });
    expect(scheduleId).toMatch(/^scd_\w+$/);
    await client.schedules.delete(scheduleId);
    await jumpTo(time.now + 10 * MINUTE);
    expect(destination.at('/deleted')).toHaveLength(0);
    expect(await status(client.schedules.get(scheduleId))).toBe(404);
    expect(await status(client.schedules.delete(scheduleId))).toBe(404);
    expect(await client.schedules.list()).toEqual([]);
  });

  test.each(['PATCH', 'POST'])('by a pause (%s) leaves firings out until it is resumed', async (method) => {
    const schedule = `paused-${method}`;
    await client.schedules.create({
      destination: destination.url(`/${schedule}`),
      cron: '* * * * *',
      scheduleId: schedule,
    });
    const call = (action: string) => api(`/v2/schedules/${schedule}/${action}`, { method });
    expect((await call('pause')).status).toBe(200);
    expect((await call('pause')).status).toBe(200);
    expect(await client.schedules.get(schedule)).toMatchObject({ isPaused: true });
    await jumpTo(time.now + 10 * MINUTE);
    expect((await call('resume')).status).toBe(200);
    await server.idle();
    expect(destination.at(`/${schedule}`)).toHaveLength(0);
    await jumpTo(time.now + MINUTE);
    expect(destination.at(`/${schedule}`)).toHaveLength(1);
    expect((await api('/v2/schedules/none/pause', { method })).status).toBe(404);
  });
});

describe('a schedule is refused', () => {
  const destinationOf = () => destination.url('/refused');

  test.each([
    '',
    'nonsense',
    '* * * *',
    '* * * * * *',
    '61 * * * *',
    '0 9 L * *',
    '@daily',
    'CRON_TZ=Mars/Base * * * * *',
  ])('with the cron "%s"', async (cron) => {
    expect(await status(client.schedules.create({ destination: destinationOf(), cron }))).toBe(400);
    expect(await client.schedules.list()).toEqual([]);
  });

  test('with an id of other than letters, digits, hyphens, periods and underscores', async () => {
    const create = (scheduleId: string) =>
      client.schedules.create({ destination: destinationOf(), cron: '* * * * *', scheduleId });
    expect(await status(create('a b'))).toBe(400);
    expect(await status(create('a/b'))).toBe(400);
  });

  test('beyond as many as the plan allows, where replacing one still goes', async () => {
    const create = (n: number) =>
      client.schedules.create({ destination: destinationOf(), cron: '0 0 1 1 *', scheduleId: `n${n}` });
    for (let n = 0; n < 10; n++) await create(n);
    expect(await status(create(10))).toBe(412);
    expect(await status(create(9))).toBe(200);
  });

  test('over a queue, to a URL group, or where the token is wrong', async () => {
    const cron = '* * * * *';
    expect(await status(client.schedules.create({ destination: 'group', cron }))).toBe(501);
    const queued = client.schedules.create({ destination: destinationOf(), cron, queueName: 'q' });
    expect(await status(queued)).toBe(501);
    const headers = { authorization: 'Bearer wrong' };
    expect((await api('/v2/schedules', { headers })).status).toBe(401);
  });
});

describe('the file', () => {
  const running: QstashServer[] = [];
  afterAll(() => Promise.all(running.map((each) => each.stop())));

  test('keeps schedules over a restart; what was missed meanwhile is fired once', async () => {
    const file = join(folder, 'schedules.sqlite');
    const own = { now: NOON };
    const first = await startQstash({ file, now: () => own.now });
    const scheduled = { cron: '* * * * *', body: 'kept' };
    const make = (path: string, scheduleId: string) =>
      clientOf(first).schedules.create({ ...scheduled, destination: destination.url(path), scheduleId });
    await make('/restart', 'runs');
    await make('/restart-paused', 'rests');
    await clientOf(first).schedules.pause({ schedule: 'rests' });
    const shown = await clientOf(first).schedules.list();
    await first.stop();

    own.now = NOON + 30 * MINUTE;
    const second = await startQstash({ file, now: () => own.now });
    running.push(second);
    await second.idle();
    expect(destination.at('/restart').map(({ body }) => body.toString())).toEqual(['kept']);
    expect(destination.at('/restart-paused')).toHaveLength(0);
    const [runs, rests] = await clientOf(second)
      .schedules.list()
      .then((all) => all.reverse());
    expect([runs?.createdAt, rests]).toEqual([NOON, shown.find(({ scheduleId }) => scheduleId === 'rests')]);
    expect(iso(runs?.nextScheduleTime)).toBe('2026-11-22T12:31:00.000Z');
  });

  test('is left alone between firings: one timer wakes the server, nobody has to call', async () => {
    const began = Date.now();
    const soon = NOON + MINUTE - 300;
    const ticking = await startQstash({
      file: join(folder, 'timer.sqlite'),
      now: () => soon + (Date.now() - began),
    });
    running.push(ticking);
    await clientOf(ticking).schedules.create({ destination: destination.url('/timer'), cron: '* * * * *' });
    expect(destination.at('/timer')).toHaveLength(0);
    await destination.arrived('/timer', 1);
  });
});
