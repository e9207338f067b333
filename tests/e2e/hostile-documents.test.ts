import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { HOSTILE_FORMS, NO_DOCUMENTS } from '../documents/forms/hostile-forms.ts';
import {
  circularTree,
  encrypted,
  flateBomb,
  formBomb,
  manyKids,
  noPages,
  oneBadPage,
  textBomb,
  truncated,
} from '../documents/pdf/hostile.ts';
import { book } from '../support/books.ts';
import { formOf, processLargePdf, processPdf, textOf } from '../support/documents.ts';
import { getJson, startTestStack, type TestStack, untilEnded } from '../support/stack.ts';

const WITHIN_MS = 30_000;
/** Of all functions together, as their memory is sold and limited, and of the process of any. */
const [GIGABYTE, MOST_OF_ONE] = [1e9, 512e6];

let stack: TestStack;
let url = '';
let peak = 0;
/** Of one process, with the name of the test that it was in. */
let largest = { bytes: 0, during: '' };
let sampling = true;

/** Memory of all functions together, the host's own left out; its peak over everything below. */
async function sample(): Promise<void> {
  while (sampling) {
    const processes = await stack.host.memory();
    const functions = processes.filter(({ name }) => name !== 'host');
    peak = Math.max(
      peak,
      functions.reduce((sum, { rssBytes }) => sum + rssBytes, 0),
    );
    for (const { rssBytes } of functions)
      if (rssBytes > largest.bytes)
        largest = { bytes: rssBytes, during: expect.getState().currentTestName ?? '' };
    await sleep(100);
  }
}

let sampled: Promise<void>;
beforeAll(async () => {
  stack = await startTestStack({ MARKET_DATA: 'simulated' });
  url = stack.url;
  sampled = sample();
});
afterAll(async () => {
  sampling = false;
  await sampled;
  await stack.stop();
});

const errorsSchema = z.object({ errors: z.array(z.looseObject({ key: z.string(), code: z.string() })) });

/** In parts where a request would not take it. */
const sent = (bytes: Uint8Array): Promise<string> =>
  bytes.length > 4e6 ? processLargePdf(url, bytes) : processPdf(url, bytes);

async function soundJob(): Promise<void> {
  const id = await processPdf(url, await book(2));
  expect(await untilEnded(url, id)).toMatchObject({ status: 'completed' });
  expect(await textOf(url, id)).toContain('entry 2x27.');
}

describe('a hostile file ends with a typed error, and the next job runs', () => {
  const refused: [string, () => Uint8Array | Promise<Uint8Array>, RegExp][] = [
    ['encrypted', encrypted, /^pdf_encrypted$/],
    ['cut off', truncated, /^pdf_damaged$/],
    ['no pages', noPages, /^(pdf_no_pages|pdf_damaged)$/],
    ['a page tree in a circle', circularTree, /^(pdf_no_pages|pdf_damaged|pdf_page_failed)$/],
    ['a form bomb of 2 KB', () => formBomb(), /^pdf_page_failed$/],
    ['three of them, two at a time', () => formBomb(3), /^pdf_page_failed$/],
    ['1 MB that inflates to 1 GiB', flateBomb, /^pdf_stream_too_large$/],
  ];
  test.each(refused)('%s', { timeout: 2 * WITHIN_MS }, async (_, make, code) => {
    const id = await processPdf(url, await make());
    const job = await untilEnded(url, id, WITHIN_MS);
    expect(job.status).toMatch(/^(failed|completed_with_errors)$/);
    const { errors } = errorsSchema.parse(await getJson(`${url}/api/v1/jobs/${id}/result`));
    expect(errors.map((error) => error.code)).toEqual(expect.arrayContaining([expect.stringMatching(code)]));
    await soundJob();
  });

  const survived: [string, () => Uint8Array][] = [
    ['two million text operators', textBomb],
    ['20,000 kids that are one page', manyKids],
  ];
  test.each(survived)('%s', { timeout: 2 * WITHIN_MS }, async (_, make) => {
    const id = await processPdf(url, make());
    const job = await untilEnded(url, id, WITHIN_MS);
    const { errors } = errorsSchema.parse(await getJson(`${url}/api/v1/jobs/${id}/result`));
    if (job.status === 'completed') expect(errors).toEqual([]);
    else for (const error of errors) expect(error.code).toMatch(/^pdf_/);
    await soundJob();
  });

  test('one bad page among good ones is named with its reason, and the others are read', async () => {
    const id = await processPdf(url, oneBadPage());
    expect(await untilEnded(url, id, WITHIN_MS)).toMatchObject({ status: 'completed_with_errors' });
    const { errors } = errorsSchema.parse(await getJson(`${url}/api/v1/jobs/${id}/result`));
    expect(errors).toEqual([{ key: 'page-2', code: 'pdf_page_failed', message: expect.anything() }]);
    expect((await textOf(url, id)).split('\f').map((page) => page.trim())).toEqual([
      'A sound page',
      '',
      'A sound page',
    ]);
  });
});

describe('a hostile file of a form without pages is refused, and the next job runs', () => {
  test.each(HOSTILE_FORMS)('%s', { timeout: 2 * WITHIN_MS }, async (_, make, code) => {
    const id = await sent(await make());
    expect(await untilEnded(url, id, WITHIN_MS)).toMatchObject({ status: 'failed' });
    const { errors } = errorsSchema.parse(await getJson(`${url}/api/v1/jobs/${id}/result`));
    // On a busy machine the eight seconds that a file has may end first.
    expect([code, 'document_engine_failed']).toContain(errors[0]?.code);
    await soundJob();
  });

  test('29 MB of text', { timeout: 2 * WITHIN_MS }, async () => {
    const id = await processLargePdf(url, Buffer.from('lorem ipsum '.repeat(2.42e6)));
    expect(await untilEnded(url, id, WITHIN_MS)).toMatchObject({ status: 'failed' });
    await soundJob();
  });
});

describe('what is no document is refused before a job is made', () => {
  type Refused = [name: string, make: () => Uint8Array | Promise<Uint8Array>, code: string];
  const files: Refused[] = [
    ['an empty file', () => new Uint8Array(), 'empty'],
    ...NO_DOCUMENTS.map(([name, make]): Refused => [name, make, 'not_a_pdf']),
  ];
  test.each(files)('%s', async (_, make, code) => {
    const body = formOf(await make());
    const response = await fetch(`${url}/api/v1/process-pdf-async`, { method: 'POST', body });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: [{ path: 'pdf_file', code }] });
  });
});

// Last: it is about all of the above.
describe('over all of them', () => {
  test('the functions stay below 1 GB in all, and each below 512 MB though it has had all of them', () => {
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(GIGABYTE);
    expect(largest.bytes, largest.during).toBeLessThanOrEqual(MOST_OF_ONE);
  });
});
