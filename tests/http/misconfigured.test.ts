import { describe, expect, test } from 'vitest';
import { createApp } from '../../lib/app.ts';
import { loadConfig } from '../../lib/config.ts';
import { jsonLog } from '../../lib/core/log.ts';
import { DEPLOYED } from '../config/complete.ts';
import { problemOf } from './harness.ts';

const WRONG_KEY = { ...DEPLOYED, QSTASH_NEXT_SIGNING_KEY: DEPLOYED.QSTASH_TOKEN };

function appOf(variables: Record<string, string | undefined>) {
  const lines: string[] = [];
  const app = createApp(loadConfig(variables), { log: jsonLog((line) => lines.push(line), Date.now) });
  return { app, lines };
}

const message = (path: string, retried?: number) =>
  new Request(`${DEPLOYED.APP_URL}${path}`, {
    method: 'POST',
    body: '{"v":1,"type":"slice","job":"job_a"}',
    headers: {
      'Upstash-Message-Id': 'msg_a',
      ...(retried === undefined ? {} : { 'Upstash-Retried': `${retried}` }),
    },
  });

describe('while the configuration is broken', () => {
  test('a message is neither acknowledged nor given up: 503, with the variable and its remedy', async () => {
    const { app } = appOf(WRONG_KEY);
    for (const path of ['process', 'failed'] as const) {
      const response = await app[path](message(`/api/${path}`));
      expect(response.status).toBe(503);
      expect(response.headers.has('Upstash-NonRetryable-Error')).toBe(false);
      const { code, errors } = await problemOf(response);
      expect(code).toBe('configuration_missing');
      expect(errors).toMatchObject([
        { path: 'QSTASH_NEXT_SIGNING_KEY', message: expect.stringContaining('is a QStash token. Copy') },
      ]);
    }
  });

  test('the queue comes again soon at first, then rarely, and to /api/failed at its own pace', async () => {
    const { app } = appOf(WRONG_KEY);
    const delay = async (retried?: number) =>
      (await app.process(message('/api/process', retried))).headers.get('Retry-After');
    expect([await delay(), await delay(0), await delay(1), await delay(3), await delay(9)]).toEqual([
      ...['15', '15', '60', '960', '3600'],
    ]);
    expect((await app.failed(message('/api/failed'))).headers.has('Retry-After')).toBe(false);
  });

  test('is told once when the process starts, and never with a value', () => {
    const { lines } = appOf({ ...WRONG_KEY, APP_URL: 'app.example.com\n', CRON_SECRET: undefined });
    const told = lines.map((line) => JSON.parse(line)).map(({ event, name }) => `${event} ${name}`);
    expect(told).toEqual([
      'configuration_broken QSTASH_NEXT_SIGNING_KEY',
      'configuration_degraded CRON_SECRET',
      'configuration_note APP_URL',
      'configuration_note APP_URL',
    ]);
    expect(lines.join()).not.toContain(DEPLOYED.QSTASH_TOKEN);
  });
});

describe('with what only some need missing', () => {
  test('messages are looked at, and requests are told which variable opens the door', async () => {
    const { app } = appOf({ ...DEPLOYED, API_KEYS: undefined });
    expect((await app.process(message('/api/process'))).status).toBe(401);
    const response = await app.jobs(new Request(`${DEPLOYED.APP_URL}/api/v1/jobs`));
    expect(await problemOf(response)).toMatchObject({
      code: 'access_not_configured',
      detail: expect.stringMatching(/^API_KEYS is not set: access stays closed\. Make a key/),
    });
  });

  test('the cron names its secret, and the rest works', async () => {
    const { app } = appOf({ ...DEPLOYED, CRON_SECRET: 'short' });
    const { status, errors } = await problemOf(await app.cron(new Request(`${DEPLOYED.APP_URL}/api/cron`)));
    expect([status, errors?.map(({ path }) => path)]).toEqual([503, ['CRON_SECRET']]);
    expect((await app.process(message('/api/process'))).status).toBe(401);
  });
});
