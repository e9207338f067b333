import { SignatureError } from '@upstash/qstash';
import { describe, expect, test } from 'vitest';
import { type Arrival, openSuite, receiverOf } from './harness.ts';

const { server, client, destination, receiver, api } = await openSuite();

function signed(arrival: Arrival | undefined) {
  const signature = String(arrival?.headers['upstash-signature']);
  const [header = '', claims = ''] = signature
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString());
  return { signature, body: String(arrival?.body), header: JSON.parse(header), claims: JSON.parse(claims) };
}

async function deliver(path: string, body: unknown = { a: 1 }) {
  const url = destination.url(path);
  const count = destination.at(path).length;
  await client.publishJSON({ url, body });
  const arrivals = await destination.arrived(path, count + 1);
  return { url, ...signed(arrivals.at(-1)) };
}

describe('Upstash-Signature', () => {
  test('the real Receiver accepts a delivery for its URL and body only', async () => {
    const { url, signature, body } = await deliver('/signed?x=1'.split('?')[0] ?? '');
    await expect(receiver.verify({ signature, body, url })).resolves.toBe(true);
    await expect(receiver.verify({ signature, body: `${body} `, url })).rejects.toThrow(SignatureError);
    await expect(receiver.verify({ signature, body, url: `${url}/x` })).rejects.toThrow(SignatureError);
    const stranger = receiverOf({ current: 'sig_other', next: 'sig_another' });
    await expect(stranger.verify({ signature, body, url })).rejects.toThrow(SignatureError);
  });

  test('its subject is the full destination with the query', async () => {
    const url = destination.url('/query?b=2&a=1');
    await client.publishJSON({ url, body: {} });
    const { signature, body, claims } = signed((await destination.arrived('/query', 1))[0]);
    expect(claims.sub).toBe(url);
    await expect(receiver.verify({ signature, body, url })).resolves.toBe(true);
  });

  test('its claims are those that QStash documents', async () => {
    const { header, claims, url } = await deliver('/claims');
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(claims).toEqual({
      iss: 'Upstash',
      sub: url,
      exp: claims.iat + 300,
      nbf: 0,
      iat: expect.any(Number),
      jti: expect.stringMatching(/^jwt_/),
      body: expect.stringMatching(/^[\w-]{43}=$/),
    });
    expect(Math.abs(claims.iat * 1_000 - Date.now())).toBeLessThan(5_000);
  });

  test('an empty body is signed as the hash of nothing', async () => {
    await api(`/v2/publish/${destination.url('/empty')}`, { method: 'POST' });
    const { signature, claims } = signed((await destination.arrived('/empty', 1))[0]);
    expect(claims.body).toBe('47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=');
    await expect(receiver.verify({ signature, body: '', url: destination.url('/empty') })).resolves.toBe(
      true,
    );
  });

  test('each attempt is signed anew', async () => {
    const url = destination.on('/again', (_, nth) => ({ status: nth === 1 ? 500 : 200 }));
    await client.publishJSON({ url, body: {}, retryDelay: '1' });
    const [first, second] = (await destination.arrived('/again', 2)).map(signed);
    expect(first?.claims.jti).not.toBe(second?.claims.jti);
    await expect(receiver.verify({ signature: second?.signature ?? '', body: '{}', url })).resolves.toBe(
      true,
    );
  });
});

describe('rotation', () => {
  test('a receiver survives one rotation with its old keys, and none after the second', async () => {
    const old = server.keys();
    const rotated = await (await api('/v2/keys/rotate', { method: 'POST' })).json();
    expect(rotated).toEqual({ current: old.next, next: expect.stringMatching(/^sig_\w+$/) });
    expect(Object.values(rotated ?? {})).not.toContain(old.current);
    expect(await (await api('/v2/keys')).json()).toEqual(rotated);
    const once = await deliver('/rotated');
    await expect(receiver.verify(once)).resolves.toBe(true);

    await api('/v2/keys/rotate', { method: 'POST' });
    const twice = await deliver('/rotated');
    await expect(receiver.verify(twice)).rejects.toThrow(SignatureError);
    await expect(receiverOf(server.keys()).verify(twice)).resolves.toBe(true);
  });
});
