import { getPayloadFromClientToken, upload } from '@vercel/blob/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../../lib/core/clock.ts';
import { silentLog } from '../../../../lib/core/log.ts';
import { createBlobStore } from '../../../../lib/documents/files/blob-store.ts';
import { api, faultsOf, json, NOWHERE, problemOf } from '../../../http/harness.ts';
import { type BlobStub, startBlobStub } from '../../../support/blob.ts';

const TOKEN = 'vercel_blob_rw_StoreId_secret';
const MIB = 1024 * 1024;
const blob = createBlobStore({ token: TOKEN, clock: systemClock, log: silentLog });
const configured = api(NOWHERE, { blob });

let stub: BlobStub;
beforeAll(async () => {
  stub = await startBlobStub();
});
afterAll(() => stub.stop());

const ask = (pathname: unknown, service = configured) =>
  service.post('/api/documents/blob', {
    type: 'blob.generate-client-token',
    payload: { pathname, clientPayload: null, multipart: true },
  });

describe('sending a file to Vercel Blob', () => {
  test('the limits say whether and where', async () => {
    expect(await json(await configured.get('/api/documents/limits'))).toEqual({
      max_bytes: 96 * MIB,
      max_archive_bytes: 1024 * MIB,
      part_bytes: 4 * MIB,
      upload_hours: 24,
      blob: true,
      blob_folder: 'documents/ann/',
    });
    expect(await json(await api(NOWHERE).get('/api/v1/documents/limits'))).toMatchObject({
      blob: false,
      blob_folder: null,
    });
  });

  test('a token is for one file of the owner’s folder, for an hour', async () => {
    const answer = await ask('documents/ann/book.pdf');
    expect(answer.status).toBe(200);
    const { clientToken } = await json(answer);
    const { validUntil, ...payload } = getPayloadFromClientToken(String(clientToken));
    expect(payload).toEqual({
      pathname: 'documents/ann/book.pdf',
      allowedContentTypes: expect.arrayContaining(['application/pdf', 'application/epub+zip', 'text/plain']),
      maximumSizeInBytes: 96 * MIB,
      addRandomSuffix: true,
    });
    expect(payload.allowedContentTypes).not.toContain('text/html');
    expect(Math.abs(Number(validUntil) - Date.now() - 3_600_000)).toBeLessThan(10_000);
    expect(JSON.stringify(configured.lines)).not.toContain(String(clientToken));
  });

  test('the browser’s own client gets along with it', async () => {
    const served = await stub.serve((request) =>
      configured.call('POST', '/api/documents/blob', {
        headers: { 'content-type': 'application/json' },
        body: request,
      }),
    );
    const stored = await upload('documents/ann/book.pdf', new Blob(['%PDF-1.7']), {
      access: 'public',
      handleUploadUrl: served,
      contentType: 'application/pdf',
    });
    expect(stored.url).toMatch(
      /^https:\/\/storeid\.public\.blob\.vercel-storage\.com\/documents\/ann\/book-/,
    );
    expect(stub.stored.get(stored.url)).toBe('%PDF-1.7');
  });

  test.each([
    'documents/bob/a.pdf',
    'a.pdf',
    'documents/ann/',
    'documents/ann/../bob/a.pdf',
    'documents/ann//a',
  ])('%s is outside of the owner’s folder', async (pathname) => {
    const refused = await ask(pathname);
    expect(refused.status).toBe(422);
    expect(await faultsOf(refused)).toEqual(['payload.pathname outside_folder']);
  });

  test.each([
    [{ type: 'blob.upload-completed', payload: { pathname: 'documents/ann/a.pdf' } }, ['type not_one_of']],
    [{ type: 'blob.generate-client-token' }, ['payload missing']],
    [{ type: 'blob.generate-client-token', payload: {} }, ['payload.pathname missing']],
  ])('%j is refused', async (body, faults) => {
    const refused = await configured.post('/api/documents/blob', body);
    expect(refused.status).toBe(422);
    expect(await faultsOf(refused)).toEqual(faults);
  });

  test('without a store the variable is named, and the way that is always there', async () => {
    const refused = await ask('documents/ann/a.pdf', api(NOWHERE));
    expect(refused.status).toBe(422);
    const { code, detail } = await problemOf(refused);
    expect(code).toBe('blob_not_configured');
    expect(detail).toMatch(/BLOB_READ_WRITE_TOKEN.*POST \/api\/v1\/documents/);
  });
});
