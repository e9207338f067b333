import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../lib/core/clock.ts';
import { type LogFields, silentLog } from '../../../lib/core/log.ts';
import { createBlobStore } from '../../../lib/documents/files/blob-store.ts';
import { type BlobStub, startBlobStub } from '../../support/blob.ts';

const TOKEN = 'vercel_blob_rw_StoreId_secret';
const OURS = 'https://storeid.public.blob.vercel-storage.com/documents/ann/a-x1.pdf';
const warned: [string, LogFields | undefined][] = [];
const log = { ...silentLog, warn: (event: string, fields?: LogFields) => void warned.push([event, fields]) };
const blob = createBlobStore({ token: TOKEN, clock: systemClock, log });

let stub: BlobStub;
beforeAll(async () => {
  stub = await startBlobStub();
});
afterAll(() => stub.stop());

describe('discard', () => {
  test('deletes a file of the owner’s folder in our own store', async () => {
    stub.stored.set(OURS, 'x');
    expect(await blob.discard('ann', OURS)).toBe('discarded');
    expect(stub.stored.has(OURS)).toBe(false);
    expect(stub.authorizations).toEqual([`Bearer ${TOKEN}`]);
  });

  test.each([
    'https://other.public.blob.vercel-storage.com/documents/ann/a.pdf',
    'https://storeid.public.blob.vercel-storage.com/documents/bob/a.pdf',
    'https://storeid.public.blob.vercel-storage.com/documents/ann/../bob/a.pdf',
    'https://storeid.public.blob.vercel-storage.com/documents/ann/%2e%2e/bob/a.pdf',
    'https://storeid.public.blob.vercel-storage.com/documents/annabel/a.pdf',
    'https://storeid.public.blob.vercel-storage.com/elsewhere.pdf',
    'https://storeid.public.blob.vercel-storage.com.evil.example/documents/ann/a.pdf',
    'https://storeid.public.blob.vercel-storage.com:8443/documents/ann/a.pdf',
    'http://storeid.public.blob.vercel-storage.com/documents/ann/a.pdf',
    'https://example.com/a.pdf',
    'nonsense',
  ])('leaves %s alone', async (url) => {
    const before = stub.authorizations.length;
    expect(await blob.discard('ann', url)).toBe('not_ours');
    expect(stub.authorizations).toHaveLength(before);
  });

  test('does not wait for a store that does not answer', async () => {
    const patient = createBlobStore({ token: TOKEN, clock: { ...systemClock, sleep: async () => {} }, log });
    stub.failing = 503;
    expect(await patient.discard('ann', OURS)).toBe('kept');
    stub.failing = null;
    expect(warned.splice(0)).toHaveLength(1);
  });

  test('that fails keeps the file and says so in the log, without the secret', async () => {
    stub.failing = 403;
    expect(await blob.discard('ann', OURS)).toBe('kept');
    stub.failing = null;
    expect(warned).toEqual([['blob_not_discarded', { owner: 'ann', error: expect.any(String) }]]);
    expect(JSON.stringify(warned)).not.toContain('secret');
  });
});
