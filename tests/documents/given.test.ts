import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../lib/core/errors.ts';
import { documentOf, frequencyListOf } from '../../lib/documents/records/queries.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { jobsContext } from '../support/jobs.ts';
import { written } from './files.ts';
import { ask, documentAnalyzer, store } from './run-document.ts';

let database: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  database = await freshDatabase();
  context = jobsContext(database.url);
});
afterAll(() => database.drop());

async function faults(asked: Promise<string>): Promise<string[]> {
  try {
    await asked;
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.faults.map(({ path, code }) => `${path} ${code}`);
  }
}

const strict = () => documentAnalyzer(context.db, { allowLocal: false });

describe('a request', () => {
  test('for a document of nobody, or of somebody else, is refused alike', async () => {
    const another = await store(context.db, await written([['Of Bob.']]), { owner: 'bob' });
    for (const document_id of ['doc_nothing', another]) {
      expect(await faults(ask(context, strict(), { document_id }))).toEqual(['document_id unknown_document']);
    }
  });

  test('for a document that is still being sent is refused', async () => {
    await context.db.execute(sql`insert into documents (id, owner, size, status, expires_at)
      values ('doc_half', 'ann', 9, 'uploading', clock_timestamp() + interval '1 h')`);
    expect(await faults(ask(context, strict(), { document_id: 'doc_half' }))).toEqual([
      'document_id upload_unfinished',
    ]);
  });

  test.each([
    ['https://127.0.0.1/a.pdf', 'not_public'],
    ['https://[::1]/a.pdf', 'not_public'],
    ['https://10.1.2.3/a.pdf', 'not_public'],
    ['https://169.254.169.254/latest/meta-data', 'not_public'],
    ['https://localhost/a.pdf', 'not_public'],
    ['https://printer.local/a.pdf', 'not_public'],
    ['https://ann:secret@example.org/a.pdf', 'has_credentials'],
    ['https://example.org:22/a.pdf', 'port_not_allowed'],
    ['https://example.org:1023/a.pdf', 'port_not_allowed'],
    ['http://example.org/a.pdf', 'wrong_format'],
    ['file:///etc/passwd', 'wrong_format'],
  ])('for %s is refused: %s', async (source_url, code) => {
    expect(await faults(ask(context, strict(), { source_url }))).toEqual([`source_url ${code}`]);
  });

  test('over http to this machine is taken on a development machine, to another it is not', async () => {
    const lenient = documentAnalyzer(context.db);
    expect(await faults(ask(context, lenient, { source_url: 'http://127.0.0.1:9/a.pdf' }))).toEqual([]);
    expect(await faults(ask(context, lenient, { source_url: 'http://example.org/a.pdf' }))).toEqual([
      'source_url not_https',
    ]);
  });

  test('for a document and a URL, or neither, is refused', async () => {
    const both = { document_id: 'doc_x', source_url: 'https://example.org/a.pdf' };
    expect(await faults(ask(context, strict(), both))).toEqual(['document_id several_sources']);
    expect(await faults(ask(context, strict(), {}))).toEqual(['document_id missing']);
  });

  test('with a list that has no words is refused', async () => {
    const document_id = await store(context.db, await written([['A list.']]));
    expect(await faults(ask(context, strict(), { document_id, frequency_list: '1\n2\n' }))).toEqual([
      'frequency_list no_words',
    ]);
  });
});

describe('a job', () => {
  test('has its document and its list beside its row, from the moment it exists', async () => {
    const document_id = await store(context.db, await written([['Beside.']]), { name: 'beside.pdf' });
    const frequency_list = 'the\nharbour\n';
    const id = await ask(context, strict(), { document_id, frequency_list });
    expect(await documentOf(context.db, id)).toMatchObject({
      ...{ owner: 'ann', documentId: document_id, name: 'beside.pdf', info: null, report: null },
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await frequencyListOf(context.db, id)).toBe(frequency_list);
    const { rows } = await context.db.execute(sql`select input from jobs where id = ${id}`);
    expect(rows[0]?.['input']).toEqual({
      ...{ document_id, source_url: null, name: null, ocr: false, ocr_languages: ['eng'] },
      frequency_list: true,
    });
  });

  test('moves the time at which its document was last used', async () => {
    const document_id = await store(context.db, await written([['Used.']]));
    await context.db.execute(
      sql`update documents set used_at = clock_timestamp() - interval '9 days' where id = ${document_id}`,
    );
    await ask(context, strict(), { document_id });
    const { rows } = await context.db.execute(
      sql`select clock_timestamp() - used_at < interval '1 minute' as now from documents where id = ${document_id}`,
    );
    expect(rows[0]?.['now']).toBe(true);
  });
});
