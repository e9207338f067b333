import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKey } from '../../lib/access/keys.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { createdJob } from '../support/jobs.ts';
import { type Api, api, faultsOf, json, problemOf } from './harness.ts';

let database: FreshDatabase;
let service: Api;
/** Of a key in the database, and of one in the environment. */
let ada: Record<string, string>;
const ANN = { authorization: 'Bearer uk_ann_0123456789abcdef' };
const BOB = { authorization: 'Bearer uk_bob_0123456789abcdef' };

beforeAll(async () => {
  database = await freshDatabase();
  const keys = [
    { owner: 'ann', key: 'uk_ann_0123456789abcdef' },
    { owner: 'bob', key: 'uk_bob_0123456789abcdef' },
  ];
  service = api(database.url, { access: { mode: 'keys', keys } });
  const { secret } = await createKey(service.jobs, {
    ...{ owner: 'ann', name: 'ada', scopes: ['read', 'write'] },
    ...{ expiresAt: null, createdBy: null },
  });
  ada = { authorization: `Bearer ${secret}` };
});
afterAll(() => database.drop());

const cancel = (id: string, body: unknown, as: Record<string, string>) =>
  service.post(`/api/v1/jobs/${id}/cancel`, body, as);
const shown = async (id: string) => json(await service.get(`/api/v1/jobs/${id}`, ANN));

describe('a cancelled job', () => {
  test('names the key that cancelled it, and the reason, trimmed', async () => {
    const { id } = await createdJob(service.jobs, 1);
    const says = { status: 'cancelled', cancelled_by: 'ada', cancel_reason: 'Wrong list.', waits: null };
    expect(await json(await cancel(id, { reason: '  Wrong list.\n' }, ada))).toMatchObject(says);
    expect(await shown(id)).toMatchObject({ ...says, watchdog: null });
  });

  test('names the environment if the key stands there, and nobody if there are no keys', async () => {
    const first = await createdJob(service.jobs, 1);
    expect(await json(await cancel(first.id, undefined, ANN))).toMatchObject({
      cancelled_by: 'API_KEYS',
      cancel_reason: null,
    });
    const second = await createdJob(service.jobs, 1);
    const open = await api(database.url).post(`/api/v1/jobs/${second.id}/cancel`, { reason: 'Enough.' });
    expect(await json(open)).toMatchObject({ cancelled_by: null, cancel_reason: 'Enough.' });
  });

  test.each([{}, { reason: '' }, { reason: ' \t ' }])('has no reason if %j is given', async (body) => {
    const { id } = await createdJob(service.jobs, 1);
    expect(await json(await cancel(id, body, ada))).toMatchObject({
      cancelled_by: 'ada',
      cancel_reason: null,
    });
  });

  test('keeps who was first, and the first reason', async () => {
    const { id } = await createdJob(service.jobs, 1);
    await cancel(id, { reason: 'First.' }, ada);
    const again = await cancel(id, { reason: 'Second.' }, ANN);
    expect(again.status).toBe(200);
    expect(await json(again)).toMatchObject({ cancelled_by: 'ada', cancel_reason: 'First.' });
  });

  test('forgets both when it is retried', async () => {
    const { id } = await createdJob(service.jobs, 1);
    await cancel(id, { reason: 'First.' }, ada);
    expect((await service.post(`/api/v1/jobs/${id}/retry`, undefined, ANN)).status).toBe(202);
    expect(await shown(id)).toMatchObject({ status: 'queued', cancelled_by: null, cancel_reason: null });
  });
});

describe('a reason', () => {
  test('has at most 500 characters, blanks around it not counted', async () => {
    const { id } = await createdJob(service.jobs, 2);
    const most = 'é'.repeat(500);
    const refused = await cancel(id, { reason: `${most}!` }, ada);
    expect(refused.status).toBe(422);
    expect(await faultsOf(refused)).toEqual(['reason too_long']);
    expect(await shown(id)).toMatchObject({ status: 'queued', cancelled_by: null });
    expect(await json(await cancel(id, { reason: ` ${most} ` }, ada))).toMatchObject({ cancel_reason: most });
  });

  test.each([
    [{ reason: 'a\0b' }, 'reason unstorable_text'],
    [{ reason: 7 }, 'reason wrong_type'],
    [{ reason: 'Enough.', by: 'bob' }, 'by unknown_field'],
  ])('%j is refused, and cancels nothing', async (body, fault) => {
    const { id } = await createdJob(service.jobs, 1);
    const refused = await cancel(id, body, ada);
    expect(refused.status).toBe(422);
    expect(await faultsOf(refused)).toEqual([fault]);
    expect(await shown(id)).toMatchObject({ status: 'queued' });
  });
});

test('another owner cancels nothing, and learns nothing', async () => {
  const { id } = await createdJob(service.jobs, 1);
  const refused = await cancel(id, { reason: 'Mine.' }, BOB);
  expect(await problemOf(refused)).toMatchObject({ status: 404, detail: `There is no job ${id}.` });
  expect(await shown(id)).toMatchObject({ status: 'queued', cancelled_by: null, cancel_reason: null });
});
