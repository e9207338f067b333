import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { buildFunctions } from '../../dev/build/functions.ts';
import { startDeployment } from '../support/deployment.ts';
import { protectedBy } from '../support/front-door.ts';
import { startReceiver, verified } from '../support/receiver.ts';
import { ROOT } from '../support/stack.ts';

const SECRET = 'the-secret-of-the-project';
const jobSchema = z.looseObject({ id: z.string(), status: z.string() });

beforeAll(async () => {
  await buildFunctions({ root: ROOT });
});

const askedFor = (callbackUrl: string, deadlineSeconds: number) => ({
  kind: 'stocks',
  input: { symbols: ['SIM0'] },
  callback_url: callbackUrl,
  deadline_seconds: deadlineSeconds,
});

test('a job of a protected deployment without the secret fails by its deadline, says what to do and tells', async () => {
  const receiver = await startReceiver();
  const deployment = await startDeployment({ door: protectedBy(SECRET) });
  try {
    const accepted = await deployment.call('POST', '/api/v1/jobs', askedFor(receiver.url, 1));
    const { id } = jobSchema.parse(await accepted.json());
    await sleep(1_100);
    const listed = await deployment.call('GET', '/api/v1/jobs?status=queued');
    expect(await listed.json()).toMatchObject({ data: [] });
    expect(await (await deployment.call('GET', `/api/v1/jobs/${id}`)).json()).toMatchObject({
      status: 'failed',
      error: {
        code: 'deadline_exceeded',
        message: expect.stringMatching(/protection bypass secret.*signing keys.*npm run doctor/),
      },
    });
    expect((await receiver.arrived(1)).map((event) => verified(event))).toMatchObject([
      { type: 'job.failed', data: { id } },
    ]);
  } finally {
    await deployment.stop();
    await receiver.stop();
  }
});

test('with the secret the same job is carried', async () => {
  const receiver = await startReceiver();
  const deployment = await startDeployment({
    door: protectedBy(SECRET),
    env: () => ({ VERCEL_AUTOMATION_BYPASS_SECRET: SECRET }),
  });
  try {
    await deployment.call('POST', '/api/v1/jobs', askedFor(receiver.url, 60));
    expect((await receiver.arrived(1)).map((event) => verified(event).type)).toEqual(['job.completed']);
  } finally {
    await deployment.stop();
    await receiver.stop();
  }
});
