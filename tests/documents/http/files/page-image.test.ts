import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, problemOf } from '../../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../../support/database.ts';
import { onePage } from '../../pdf/raw-pdf.ts';
import { store } from '../../run-document.ts';
import { pdfService } from '../pdf-service.ts';

/** A page of 612 by 792 points whose left half is red. */
const PAGE = onePage({ dictionary: '', stream: '1 0 0 rg 0 0 306 792 re f' });

let database: FreshDatabase;
let service: Api;
let document = '';
beforeAll(async () => {
  database = await freshDatabase();
  service = pdfService(database.url);
  document = `/api/v1/documents/${await store(service.jobs.db, PAGE)}`;
});
afterAll(() => database.drop());

/** Width, height, colour type, and the pixel at a place of a PNG without filters. */
function decoded(png: Buffer) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const start = png.indexOf('IDAT');
  const rows = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)));
  const pixel = (x: number, y: number) => [...rows.subarray(y * (width * 3 + 1) + 1 + x * 3).subarray(0, 3)];
  return { width, height, colourType: png.readUInt8(25), pixel };
}

describe('the picture of a page', () => {
  test('is in colour, as wide as asked for and as high as the page is', async () => {
    const answer = await service.get(`${document}/pages/1/image?width=153`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
    const { width, height, colourType, pixel } = decoded(Buffer.from(await answer.arrayBuffer()));
    expect([width, height, colourType]).toEqual([153, 198, 2]);
    expect(pixel(10, 100)).toEqual([255, 0, 0]);
    expect(pixel(150, 190)).toEqual([255, 255, 255]);
  });

  test('is kept by its ETag, which is another for another width', async () => {
    const path = `${document}/pages/1/image?width=60`;
    const etag = (await service.get(path)).headers.get('etag') ?? '';
    const headers = { 'if-none-match': etag };
    expect((await service.call('GET', path, { headers })).status).toBe(304);
    expect((await service.call('GET', `${document}/pages/1/image?width=61`, { headers })).status).toBe(200);
  });

  test.each(['0', '2', 'x', '99999999'])('of page %s there is none', async (page) => {
    expect((await service.get(`${document}/pages/${page}/image`)).status).toBe(404);
  });

  test.each(['0', '2001', 'wide'])('a width of %s is refused', async (width) => {
    expect(await problemOf(await service.get(`${document}/pages/1/image?width=${width}`))).toMatchObject({
      status: 422,
      code: 'invalid_input',
    });
  });

  test('of a file that cannot be opened there is none, and the answer says why', async () => {
    const id = await store(service.jobs.db, Buffer.from('%PDF-1.7 but not really'));
    expect(await problemOf(await service.get(`/api/v1/documents/${id}/pages/1/image`))).toMatchObject({
      status: 422,
      code: 'analysis_failed',
    });
  });

  test('of another owner’s document there is none', async () => {
    const theirs = await store(service.jobs.db, Buffer.concat([PAGE, Buffer.from(' ')]), { owner: 'bob' });
    expect((await service.get(`/api/v1/documents/${theirs}/pages/1/image`)).status).toBe(404);
  });
});
