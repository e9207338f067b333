import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { ForgedEvent } from '../../packages/client/src/errors.ts';
import { verifyWebhook } from '../../packages/client/src/webhook.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER = `whsec_${Buffer.from('another secret of 24 bytes').toString('base64')}`;
const NOW = 1_796_000_000_000;
const body = '{"type":"job.completed","timestamp":"2026-11-30T10:00:00.000Z","data":{"id":"job_a"}}';

/** Signed by the reference library. */
function signed({ secret = SECRET, at = NOW, text = body } = {}) {
  return {
    body: text,
    headers: {
      'webhook-id': 'evt_1',
      'webhook-timestamp': String(Math.floor(at / 1_000)),
      'webhook-signature': new Webhook(secret).sign('evt_1', new Date(at), text),
    },
  };
}

describe('an event', () => {
  test('that the reference library has signed is taken, also as Headers, also by the second of two secrets', async () => {
    const given = signed();
    expect(await verifyWebhook(given, SECRET, NOW)).toMatchObject({
      type: 'job.completed',
      data: { id: 'job_a' },
    });
    const headers = new Headers(given.headers);
    expect(await verifyWebhook({ body, headers }, [OTHER, SECRET], NOW)).toMatchObject({
      data: { id: 'job_a' },
    });
  });

  test.each([
    ['another secret', signed({ secret: OTHER })],
    ['another body', { ...signed(), body: body.replace('job_a', 'job_b') }],
    ['no signature', { ...signed(), headers: { ...signed().headers, 'webhook-signature': '' } }],
    [
      'a signature that is no base64',
      { ...signed(), headers: { ...signed().headers, 'webhook-signature': 'v1,%%%' } },
    ],
    [
      'a signature of another version',
      {
        ...signed(),
        headers: {
          ...signed().headers,
          'webhook-signature': signed().headers['webhook-signature'].replace('v1,', 'v1a,'),
        },
      },
    ],
    ['another id', { ...signed(), headers: { ...signed().headers, 'webhook-id': 'evt_2' } }],
    ['a time six minutes ago', signed({ at: NOW - 360_000 })],
    ['a time to come', signed({ at: NOW + 360_000 })],
    ['no time', { body, headers: { 'webhook-signature': 'v1,AAAA' } }],
  ])('with %s is refused', async (_, given) => {
    await expect(verifyWebhook(given, SECRET, NOW)).rejects.toBeInstanceOf(ForgedEvent);
  });
});
