import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { signedHeaders } from '../../../lib/engine/webhook/sign.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('a signature', () => {
  test('is the one that the reference library makes', () => {
    const [id, body, nowMs] = ['evt_01k0_1', '{"test": "ü"}', 1_614_265_330_999];
    const wanted = new Webhook(SECRET).sign(id, new Date(nowMs), body);
    expect(signedHeaders(SECRET, { id, body, nowMs })).toEqual({
      'webhook-id': id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': wanted,
    });
  });

  test('holds for its id, its time and its body alone', () => {
    const signed = { ...signedHeaders(SECRET, { id: 'evt_a_1', body: '{}', nowMs: Date.now() }) };
    const webhook = new Webhook(SECRET);
    expect(webhook.verify('{}', signed)).toEqual({});
    const later = String(Number(signed['webhook-timestamp']) + 1);
    expect(() => webhook.verify('{ }', signed)).toThrow();
    expect(() => webhook.verify('{}', { ...signed, 'webhook-id': 'evt_a_2' })).toThrow();
    expect(() => webhook.verify('{}', { ...signed, 'webhook-timestamp': later })).toThrow();
    expect(() => new Webhook(SECRET.replace('S', 'T')).verify('{}', signed)).toThrow();
  });
});
