import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { WEBHOOK_SECRET } from '../support/engine.ts';
import { type Receiver, startReceiver, verified } from '../support/receiver.ts';
import { getJson, postJson, startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  stack = await startTestStack({ MARKET_DATA: 'simulated', WEBHOOK_SECRET, WEBHOOK_ALLOW_LOCAL: 'true' });
});
afterAll(async () => {
  await stack.stop();
  await receiver.stop();
});

const webhookOf = z.object({ webhook: z.object({ status: z.string(), attempts: z.number() }) });

describe('a callback_url', () => {
  test('receives the end of the job from the built functions, and once more when it is asked for', async () => {
    const response = await postJson(`${stack.url}/api/stocks/analyze-all-stocks`, {
      symbols: ['TCS.NS', 'INFY.NS'],
      callback_url: receiver.url,
    });
    expect(response.status).toBe(201);
    const { job_id: id } = z.object({ job_id: z.string() }).parse(await response.json());
    const [first] = await receiver.arrived(1);
    expect(verified(first ?? { headers: {}, body: '' })).toMatchObject({
      type: 'job.completed',
      data: { id, progress: { percent: 100, completed: 2 } },
    });
    const told = async () => webhookOf.parse(await getJson(`${stack.url}/api/v1/jobs/${id}`)).webhook;
    await vi.waitUntil(async () => (await told()).status === 'delivered', { timeout: 5_000 });
    expect((await postJson(`${stack.url}/api/v1/jobs/${id}/webhook/redeliver`, {})).status).toBe(202);
    const [, second] = await receiver.arrived(2);
    expect(second?.body).toBe(first?.body);
    await vi.waitUntil(async () => (await told()).attempts === 2, { timeout: 5_000 });
  });
});
