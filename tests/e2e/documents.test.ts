import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { everything, gbk, hebrew, rotated, shiftJis, twoColumns } from '../documents/pdf/good.ts';
import { ownerOnly } from '../documents/pdf/hostile.ts';
import { book, sentenceOf } from '../support/books.ts';
import {
  formOf,
  processLargePdf,
  processPdf,
  slicesOf,
  textOf,
  uploadPdf,
  watched,
} from '../support/documents.ts';
import { getJson, postJson, startTestStack, type TestStack, untilEnded } from '../support/stack.ts';

const PAGES = 120;

let stack: TestStack;
let url = '';
beforeAll(async () => {
  stack = await startTestStack({
    MARKET_DATA: 'simulated',
    SLICE_BUDGET_MS: '300',
    SOURCE_ALLOW_LOCAL: 'true',
  });
  url = stack.url;
});
afterAll(() => stack.stop());

const reportSchema = z.looseObject({
  document: z.looseObject({ pages: z.number(), name: z.string().nullable() }),
  pages: z.looseObject({ total: z.number(), text: z.number(), scanned: z.number(), failed: z.number() }),
  notes: z.array(z.string()),
  missing: z.array(z.string()),
});
const resultSchema = z.object({
  data: z.array(z.looseObject({})),
  errors: z.array(z.object({ key: z.string(), code: z.string(), message: z.string() })),
  next_cursor: z.string().nullable(),
});

async function reportOf(id: string): Promise<z.infer<typeof reportSchema>> {
  const { data } = resultSchema.parse(await getJson(`${url}/api/v1/jobs/${id}/result?limit=1`));
  return reportSchema.parse(data[0]);
}

/** Every line of the book, each once, in order. */
function expectBook(text: string, pages: number): void {
  const found = text.match(/entry \d+x\d+/g) ?? [];
  const expected = Array.from({ length: pages * 28 }, (_, i) => [Math.floor(i / 28) + 1, i % 28] as const);
  expect(found).toEqual(expected.map(([page, line]) => `entry ${page}x${line}`));
}

describe('a book sent as a form', () => {
  test('is read in slices, its progress rises, and every line of it comes out once', async () => {
    const id = await processPdf(url, await book(PAGES));
    const { job, percents } = await watched(url, id);
    expect(job).toMatchObject({ status: 'completed', error: null, progress: { percent: 100, failed: 0 } });
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
    expect(percents.length).toBeGreaterThanOrEqual(10);

    expect(slicesOf(stack, id)).toBeGreaterThanOrEqual(3);

    expectBook(await textOf(url, id), PAGES);
    expect(await reportOf(id)).toMatchObject({
      document: { pages: PAGES, name: 'book.pdf', metadata: { Title: 'The book of the coast' } },
      pages: { total: PAGES, text: PAGES, failed: 0 },
      missing: [],
    });
  });

  test('is given as Markdown, chunks, sentences and pages too', async () => {
    const id = await processPdf(url, await book(12));
    await untilEnded(url, id);
    const markdown = await textOf(url, id, 'markdown');
    expect(markdown).toContain('# Chapter 1\n');
    expect(markdown).not.toContain('of the book of the coast');
    const chunks = (await textOf(url, id, 'jsonl'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(chunks.map(({ text }) => text).join(' ')).toContain(sentenceOf(12, 27));
    expect(chunks[0]).toMatchObject({ chunk: 1, page: 1, places: [{ page: 1 }] });
    expect(await textOf(url, id, 'csv')).toContain(sentenceOf(7, 3));
    const pages = await getJson(`${url}/api/v1/jobs/${id}/pages?limit=5`);
    expect(pages).toMatchObject({
      data: Array.from({ length: 5 }, (_, i) => ({ page: i + 1, status: 'read' })),
    });
  });

  test('is answered at once where it is short: the synchronous call has the report', async () => {
    const response = await fetch(`${url}/api/v1/process-pdf`, {
      method: 'POST',
      body: formOf(await book(3)),
    });
    expect(response.status).toBe(200);
    const { data } = resultSchema.parse(await response.json());
    expect(data[0]).toMatchObject({ document: { pages: 3 } });
    expect(data.slice(1)).toHaveLength(3);
  });
});

describe('a document sent in parts', () => {
  test('is analyzed like any other, twice from one upload', async () => {
    const pdf = await book(10);
    const id = await processLargePdf(url, pdf);
    expect(await untilEnded(url, id)).toMatchObject({ status: 'completed' });
    expectBook(await textOf(url, id), 10);
    const again = await postJson(`${url}/api/v1/jobs`, {
      kind: 'document',
      input: { document_id: await uploadPdf(url, pdf), frequency_list: 'the\nof\nharbour\n' },
    });
    expect(again.status).toBe(202);
    const second = z.object({ id: z.string() }).parse(await again.json()).id;
    expect(await untilEnded(url, second)).toMatchObject({ status: 'completed' });
    expect(await textOf(url, second, 'csv&part=coverage')).toContain('harbour,yes,3,');
  });

  test('that was never sent is refused with the field', async () => {
    const response = await postJson(`${url}/api/v1/process-pdf-async`, { document_id: 'doc_unknown' });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'document_id', code: 'unknown_document' }],
    });
  });
});

describe('a document behind a URL', () => {
  let server: Server;
  let origin = '';
  beforeAll(async () => {
    const pdf = await book(4);
    server = createServer((request, response) => {
      const isThere = request.url === '/shelf/coast.pdf';
      response.writeHead(isThere ? 200 : 404, { 'content-type': 'application/pdf' }).end(isThere ? pdf : '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
    origin = `http://127.0.0.1:${address.port}`;
  });
  afterAll(() => server.close());

  const asked = async (source_url: string) => {
    const response = await postJson(`${url}/api/v1/process-pdf-async`, { source_url });
    expect(response.status).toBe(202);
    const { job_id } = z.object({ job_id: z.string() }).parse(await response.json());
    return { id: job_id, job: await untilEnded(url, job_id) };
  };

  test('is fetched by the job, and named after its path', async () => {
    const { id, job } = await asked(`${origin}/shelf/coast.pdf`);
    expect(job).toMatchObject({ status: 'completed' });
    expectBook(await textOf(url, id), 4);
    expect(await reportOf(id)).toMatchObject({ document: { name: 'coast.pdf' } });
  });

  test('that is not there ends the job with what the server said', async () => {
    const { job } = await asked(`${origin}/shelf/lost.pdf`);
    expect(job).toMatchObject({ status: 'failed', error: { code: 'source_refused' } });
    expect(job.error?.message).toContain('404');
  });
});

describe('what other readers lose is read', () => {
  const cases: [string, () => Uint8Array | Promise<Uint8Array>, string][] = [
    ['Japanese with a predefined CMap', shiftJis, '日本語'],
    ['Chinese with a predefined CMap', gbk, '中文'],
    ['right-to-left text', hebrew, 'שלום עולם'],
    ['turned pages', rotated, 'Turned by 270'],
    ['two columns', twoColumns, 'Left line 19 with enough words to fill it'],
    ['a filled form', everything, 'Ada Lovelace'],
    ['a file with an owner’s password only', ownerOnly, 'Open to all readers'],
  ];
  test.each(cases)('%s', async (_, make, expected) => {
    const id = await processPdf(url, await make());
    expect(await untilEnded(url, id)).toMatchObject({ status: 'completed' });
    expect(await textOf(url, id)).toContain(expected);
  });

  test('columns come one after the other, attachments and forms are told', async () => {
    const columns = await processPdf(url, twoColumns());
    await untilEnded(url, columns);
    const text = await textOf(url, columns);
    expect(text.indexOf('Left line 19')).toBeLessThan(text.indexOf('Right line 0'));
    const form = await processPdf(url, await everything());
    await untilEnded(url, form);
    expect(await reportOf(form)).toMatchObject({ document: { attachments: 1, form: true } });
  });
});
