import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chunkSchema } from '../../../lib/documents/http/chunk-json.ts';
import { type Api, api } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import {
  insertDocumentJob,
  insertFindings,
  insertPages,
  insertReport,
  paragraph,
  structure,
} from './seed-document.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

describe('a long document', () => {
  const JOB_LONG = 'job_long';
  const pages = 200;
  const words = (page: number) =>
    Array.from({ length: 6_000 }, (_, at) => (((page * 7919 + at) * 2654435761) >>> 0).toString(36)).join(
      ' ',
    );

  test('is read and sent piece by piece, and arrives whole', async () => {
    const { db } = service.jobs;
    await insertDocumentJob(db, JOB_LONG);
    await insertReport(db, JOB_LONG, { pages });
    const text = Array.from({ length: pages }, (_, at) => words(at + 1));
    const given = text.map((own, at) => ({
      page: at + 1,
      body: { text: own },
      paragraphs: [paragraph(`${own}.`, at + 1)],
    }));
    await insertPages(db, JOB_LONG, given);
    await insertFindings(db, JOB_LONG, { structure: structure() });
    const response = await service.get(`/api/jobs/${JOB_LONG}/result?format=text`);
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body ?? []) chunks.push(chunk);
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(64 * 1024);
    expect(Buffer.concat(chunks).toString().split('\f')).toEqual(text);
    const jsonl = await (await service.get(`/api/jobs/${JOB_LONG}/result?format=jsonl`)).text();
    const chunkTexts = jsonl
      .trimEnd()
      .split('\n')
      .map((line) => chunkSchema.parse(JSON.parse(line)).text);
    const joined = chunkTexts.flatMap((chunk) => chunk.split(/\s+/));
    expect(joined.join(' ')).toBe(text.map((own) => `${own}.`).join(' '));
  });

  test('breaks off, and says so in the log, when the database goes away', async () => {
    const broken = api(database.url);
    const response = await broken.get(`/api/jobs/${JOB_LONG}/result?format=text`);
    const reader = response.body?.getReader();
    await reader?.read();
    await service.jobs.db.execute(sql`alter table document_pages rename to document_pages_away`);
    const rest = (async () => {
      while (!(await reader?.read())?.done);
    })();
    await expect(rest).rejects.toThrow();
    expect(broken.lines.at(-1)).toMatchObject({ event: 'text_broke_off', fields: { job: JOB_LONG } });
    await service.jobs.db.execute(sql`alter table document_pages_away rename to document_pages`);
  });
});
