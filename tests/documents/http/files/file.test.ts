import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rangeOf } from '../../../../lib/documents/files/byte-range.ts';
import { type Api, json } from '../../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../../support/database.ts';
import { store } from '../../run-document.ts';
import { pdfService } from '../pdf-service.ts';

/** Over three parts. */
const BYTES = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(9_000_000)]);
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const PART = 4 * 1024 * 1024;

let database: FreshDatabase;
let service: Api;
let path = '';
beforeAll(async () => {
  database = await freshDatabase();
  service = pdfService(database.url);
  path = `/api/v1/documents/${await store(service.jobs.db, BYTES, { name: 'Bericht “März”.pdf' })}/file`;
});
afterAll(() => database.drop());

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const ranged = (range: string, more: Record<string, string> = {}) =>
  service.call('GET', path, { headers: { range, ...more } });

describe('the file of a document', () => {
  test('comes as it was sent, with its name, size and digest', async () => {
    const answer = await service.get(path);
    expect(answer.status).toBe(200);
    expect((await bytesOf(answer)).equals(BYTES)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(BYTES.length),
      'accept-ranges': 'bytes',
      etag: `"${SHA256}"`,
      'content-disposition': `inline; filename="Bericht _M_rz_.pdf"; filename*=UTF-8''Bericht%20%E2%80%9CM%C3%A4rz%E2%80%9D.pdf`,
    });
  });

  test.each([
    ['bytes=0-4', 0, 4],
    [`bytes=${PART - 3}-${PART + 3}`, PART - 3, PART + 3],
    ['bytes=100-', 100, BYTES.length - 1],
    ['bytes=-7', BYTES.length - 7, BYTES.length - 1],
    ['bytes=5-999999999', 5, BYTES.length - 1],
  ])('%s is a range of it, also across its parts', async (range, from, to) => {
    const answer = await ranged(range);
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to}/${BYTES.length}`);
    expect((await bytesOf(answer)).equals(BYTES.subarray(from, to + 1))).toBe(true);
  });

  test('a range behind its end is refused with its size', async () => {
    const answer = await ranged(`bytes=${BYTES.length}-`);
    expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${BYTES.length}`]);
  });

  test('a range of another version is all of this one', async () => {
    expect((await ranged('bytes=0-4', { 'if-range': '"other"' })).status).toBe(200);
    expect((await ranged('bytes=0-4', { 'if-range': `"${SHA256}"` })).status).toBe(206);
  });

  test('a client that has it is told so, without the file', async () => {
    const answer = await service.call('GET', path, { headers: { 'if-none-match': `"${SHA256}"` } });
    expect([answer.status, (await bytesOf(answer)).length]).toEqual([304, 0]);
  });

  test('another owner’s, an unknown and an unfinished one are refused', async () => {
    const theirs = await store(service.jobs.db, Buffer.from('%PDF-1.7 theirs'), { owner: 'bob' });
    expect((await service.get(`/api/v1/documents/${theirs}/file`)).status).toBe(404);
    expect((await service.get('/api/v1/documents/doc_none/file')).status).toBe(404);
    const begun = await service.post('/api/v1/documents', { size: 10 });
    const { id } = await json(begun);
    expect((await service.get(`/api/v1/documents/${String(id)}/file`)).status).toBe(409);
  });
});

test.each([undefined, 'bytes=', 'bytes=-', 'bytes=1-2,4-5', 'bytes=9-3', 'pages=1-2', 'bytes=a-b'])(
  'the header %s asks for the whole file',
  (header) => {
    expect(rangeOf(header, 100)).toBeNull();
  },
);

test.each(['bytes=-0', 'bytes=100-', 'bytes=100-200'])('%s lies outside a file of 100 bytes', (header) => {
  expect(rangeOf(header, 100)).toBe('outside');
});
