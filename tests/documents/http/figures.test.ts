import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { documentModelSchema } from '../../../lib/documents/http/model-json.ts';
import { pageJsonSchema } from '../../../lib/documents/http/page-json.ts';
import { documentReportSchema } from '../../../lib/documents/http/report-json.ts';
import { documents } from '../../../lib/files/db-schema.ts';
import { type Api, problemOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { drawn } from '../figures/drawn.ts';
import { finished } from '../run-document.ts';
import { pdfService } from './pdf-service.ts';

const CAPTION = 'Figure 1: A red square.';

let database: FreshDatabase;
let service: Api;
let job = '';
beforeAll(async () => {
  database = await freshDatabase();
  service = pdfService(database.url);
  const file = await drawn(async ({ page, picture, prose, line }) => {
    prose(780, 12);
    page.drawImage(await picture(1), { x: 200, y: 440, width: 200, height: 100 });
    line(CAPTION, 200, 425, 9);
    prose(390, 10);
  });
  job = `/api/v1/jobs/${await finished(service.jobs, file)}`;
}, 60_000);
afterAll(() => database.drop());

const image = () => `${job}/pages/1/figures/1/image`;

describe('the figures of a document', () => {
  test('are in the report, in their page and in the model, each with the URL of its picture', async () => {
    const figure = { page: 1, figure: 1, kind: 'raster', number: '1', caption: CAPTION, image: image() };
    const { data } = z
      .object({ data: z.tuple([documentReportSchema, pageJsonSchema]) })
      .parse(await (await service.get(`${job}/result`)).json());
    expect(data[0].figures).toMatchObject([figure]);
    expect(data[1].figures).toMatchObject([figure]);
    const page = pageJsonSchema.parse(await (await service.get(`${job}/pages/1`)).json());
    expect(page.figures).toEqual(data[0].figures);
    const model = documentModelSchema.parse(await (await service.get(`${job}/result?format=model`)).json());
    expect(model.pages[0]?.figures).toEqual(data[0].figures);
  });

  test('are pictured as the page shows them, as wide as asked for', async () => {
    const answer = await service.get(`${image()}?width=100`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
    const png = Buffer.from(await answer.arrayBuffer());
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([100, 50]);
    const headers = { 'if-none-match': answer.headers.get('etag') ?? '' };
    expect((await service.call('GET', `${image()}?width=100`, { headers })).status).toBe(304);
  });

  test.each(['1/figures/2', '2/figures/1', '1/figures/x', 'x/figures/1'])(
    'page %s is none',
    async (place) => {
      expect(await problemOf(await service.get(`${job}/pages/${place}/image`))).toMatchObject({
        status: 404,
      });
    },
  );

  test('have no picture once the file is no longer kept, and are told still', async () => {
    await service.jobs.db.delete(documents);
    expect(await problemOf(await service.get(image()))).toMatchObject({ status: 404, code: 'not_found' });
    const page = pageJsonSchema.parse(await (await service.get(`${job}/pages/1`)).json());
    expect(page.figures).toHaveLength(1);
  });
});
