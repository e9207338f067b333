import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onExhausted } from '../../lib/engine/exhausted.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { startEngine, type TestEngine, testAnalyzer } from '../support/engine.ts';

let fresh: FreshDatabase;
let engine: TestEngine;

beforeAll(async () => {
  fresh = await freshDatabase();
  engine = await startEngine({
    databaseUrl: fresh.url,
    analyzer: testAnalyzer([{ run: async () => ({ record: null }) }]),
    before: async () => new Response('held back', { status: 503 }),
  });
});
afterAll(async () => {
  await engine.stop();
  await fresh.drop();
});

const base64url = (data: string | Buffer) => Buffer.from(data).toString('base64url');

/** A JWT as QStash signs one, by its published description. */
function sign(body: string, key: string, claims: Record<string, unknown> = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const all = {
    iss: 'Upstash',
    sub: `${engine.appUrl}/api/process`,
    exp: now + 300,
    nbf: 0,
    iat: now,
    jti: 'jwt_1',
    body: base64url(createHash('sha256').update(body).digest()),
    ...claims,
  };
  const signed = `${base64url(JSON.stringify({ alg: 'HS256', typ: 'JWT' }))}.${base64url(JSON.stringify(all))}`;
  return `${signed}.${base64url(createHmac('sha256', key).update(signed).digest())}`;
}

function callback(body: string, signature: string | null): Promise<Response> {
  const headers = {
    'Content-Type': 'application/json',
    ...(signature ? { 'Upstash-Signature': signature } : {}),
  };
  return engine.callbacks.process(
    new Request('https://anywhere.example/x', { method: 'POST', body, headers }),
  );
}

async function message(): Promise<{ id: string; body: string }> {
  const { id } = await engine.create(['A']);
  return { id, body: JSON.stringify({ v: 1, type: 'slice', job: id, epoch: 1, line: '0', at: Date.now() }) };
}

/** The queue's failure callback for a message with this body. */
const exhausted = (body: string) =>
  JSON.stringify({ sourceMessageId: 'msg_1', sourceBody: Buffer.from(body).toString('base64'), status: 503 });

describe('a callback', () => {
  test('with a signature by the current or the next key does its work', async () => {
    const { current, next } = engine.qstash.keys();
    for (const key of [current, next]) {
      const { id, body } = await message();
      expect((await callback(body, sign(body, key))).status).toBe(200);
      expect((await engine.job(id)).status).toBe('completed');
    }
  });

  test('unsigned, expired, by another key, for another URL or another body is 401 and changes nothing', async () => {
    const { id, body } = await message();
    const { current } = engine.qstash.keys();
    const past = Math.floor(Date.now() / 1000) - 10;
    const forgeries = [
      null,
      'not a token',
      sign(body, 'sig_of_somebody_else'),
      sign(body, current, { exp: past }),
      sign(body, current, { iss: 'Somebody' }),
      sign(body, current, { sub: `${engine.appUrl}/api/failed` }),
      sign(body, current, { sub: 'https://evil.example/api/process' }),
      sign(`${body} `, current),
    ];
    for (const forgery of forgeries) expect((await callback(body, forgery)).status).toBe(401);
    expect(await engine.job(id)).toMatchObject({ status: 'queued', roundTrips: 2 });
  });

  test('with any bit of its signature or body changed is 401', async () => {
    const { id, body } = await message();
    const genuine = sign(body, engine.qstash.keys().current);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(genuine.length - 1),
        fc.nat(body.length - 1),
        fc.boolean(),
        async (i, j, inBody) => {
          const flip = (text: string, at: number) =>
            text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
          const [sentBody, sentSignature] = inBody ? [flip(body, j), genuine] : [body, flip(genuine, i)];
          // The last character of base64url may carry bits that decode to the same bytes.
          if (!inBody && i === genuine.length - 1) return;
          expect((await callback(sentBody, sentSignature)).status).toBe(401);
        },
      ),
      { numRuns: 1_200 },
    );
    expect(await engine.job(id)).toMatchObject({ status: 'queued', roundTrips: 2 });
  });

  test('is still accepted after one rotation of the keys, and refused after two without new variables', async () => {
    const own = await startEngine({
      databaseUrl: fresh.url,
      analyzer: testAnalyzer([{ run: async () => ({ record: null }) }]),
      before: async () => new Response('held back', { status: 503 }),
    });
    const rotate = () =>
      fetch(`${own.qstash.url}/v2/keys/rotate`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${own.qstash.token}` },
      });
    const { id } = await own.create(['A']);
    const body = JSON.stringify({ v: 1, type: 'slice', job: id, epoch: 1, line: '0', at: Date.now() });
    const call = async () => {
      const signature = sign(body, own.qstash.keys().current, { sub: `${own.appUrl}/api/process` });
      const headers = { 'Upstash-Signature': signature };
      return own.callbacks.process(
        new Request(`${own.appUrl}/api/process`, { method: 'POST', body, headers }),
      );
    };
    await rotate();
    expect((await call()).status).toBe(200);
    await rotate();
    expect((await call()).status).toBe(401);
    await own.stop();
  });

  test('replayed within its validity is acknowledged and changes nothing', async () => {
    const { id, body } = await message();
    const signature = sign(body, engine.qstash.keys().current);
    await callback(body, signature);
    const before = await engine.job(id);
    expect((await callback(body, signature)).status).toBe(200);
    expect(await engine.job(id)).toEqual(before);
  });

  test('of a newer version comes again after a rollback, as its failure callback does', async () => {
    const body = JSON.stringify({ v: 99, type: 'slice', job: 'job_x', epoch: 1, line: '0', at: 0 });
    const answer = await callback(body, sign(body, engine.qstash.keys().current));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('Retry-After')).toBeNull();
    expect(await onExhausted({ ...engine.deps, readers: [] }, exhausted(body))).toMatchObject({
      kind: 'again',
    });
  });

  test('that is genuine but not one of our messages is never delivered again', async () => {
    for (const body of ['', 'not json', '{"v":1}', '{"v":"99"}', '[]']) {
      const answer = await callback(body, sign(body, engine.qstash.keys().current));
      expect(answer.status).toBe(489);
      expect(answer.headers.get('Upstash-NonRetryable-Error')).toBe('true');
    }
  });
});
