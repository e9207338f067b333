import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deadLettersCheck } from '../../lib/health/dead-letters.ts';
import { lookWith } from '../../lib/health/look.ts';
import {
  lookingWith,
  PROTECTED,
  type Reply,
  startDoor,
  startQueue,
  type TestQueue,
} from '../support/health.ts';

let queue: TestQueue;
let reply: Reply;
let door: Awaited<ReturnType<typeof startDoor>>;
beforeEach(async () => {
  queue = await startQueue();
  door = await startDoor(() => reply);
});
afterEach(async () => {
  await queue.stop();
  await door.stop();
});

/** Sends messages that nobody acknowledges. */
async function giveUp(url: string, count = 1): Promise<void> {
  for (let i = 0; i < count; i++) await queue.client.publish({ url, body: `${i}`, retries: 0 });
  await queue.idle();
}

const findings = (seenAt: number | null = null) => {
  const deps = lookingWith({ queue, appUrl: door.url });
  return deadLettersCheck.run(lookWith(deps, seenAt));
};

describe('what the queue gave up', () => {
  test('is none of ours while it is for other addresses', async () => {
    reply = { status: 500 };
    await giveUp(`${door.url}/other`);
    await giveUp(`${door.url}/api/process/more`);
    expect(await findings()).toEqual([]);
  });

  test('because of protection is broken, counted, and says what to click', async () => {
    reply = PROTECTED;
    await giveUp(`${door.url}/api/process`, 3);
    const [finding, ...others] = await findings();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ part: 'dead_letters', severity: 'broken', code: 'deployment_protected' });
    expect(finding?.what).toContain('3 messages');
    expect(finding?.remedy).toContain('Deployment Protection');
  });

  test('for different reasons is told for each', async () => {
    reply = { status: 401, body: '{"detail":"invalid signature"}' };
    await giveUp(`${door.url}/api/process`);
    reply = { status: 500 };
    await giveUp(`${door.url}/api/process`);
    const codes = (await findings()).map(({ code, severity }) => `${severity} ${code}`);
    expect(codes.sort()).toEqual(['broken signature_refused', 'degraded callback_fails']);
  });

  test('is over once a callback has come through since', async () => {
    reply = PROTECTED;
    await giveUp(`${door.url}/api/process`);
    expect(await findings(Date.now() - 60_000)).toMatchObject([{ severity: 'broken' }]);
    expect(await findings(Date.now() + 1)).toMatchObject([{ severity: 'degraded' }]);
  });

  test('more than a day ago is forgotten', async () => {
    reply = PROTECTED;
    await giveUp(`${door.url}/api/process`);
    const tomorrow = { now: () => Date.now() + 25 * 3_600_000 };
    const deps = lookingWith({ queue, appUrl: door.url });
    const look = lookWith({ ...deps, clock: { ...deps.clock, ...tomorrow } }, null);
    expect(await deadLettersCheck.run(look)).toEqual([]);
  });
});
