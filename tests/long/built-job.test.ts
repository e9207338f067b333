import { beforeAll, expect, test } from 'vitest';
import { buildVercel } from '../../dev/build/vercel.ts';
import { scannedPdf } from '../documents/ocr/scanned-pdf.ts';
import { book } from '../support/books.ts';
import { processPdf, textOf } from '../support/documents.ts';
import { analyze, getJson, ROOT, startTestStack, untilEnded } from '../support/stack.ts';

beforeAll(async () => {
  await buildVercel({ root: ROOT });
});

test('a stock job runs to its end on the built functions', async () => {
  const stack = await startTestStack(
    { MARKET_DATA: 'simulated' },
    { build: false, host: { output: '.vercel/output', log: () => {} } },
  );
  try {
    const id = await analyze(
      stack.url,
      Array.from({ length: 60 }, (_, i) => `SIM${i}`),
    );
    const job = await untilEnded(stack.url, id);
    expect(job).toMatchObject({ status: 'completed', progress: { completed: 60, failed: 0 } });
    expect(await getJson(`${stack.url}/api/v1/jobs/${id}/result?limit=1`)).toMatchObject({
      data: [{ ticker: 'SIM0', data_source: 'simulated', stale: true }],
    });
    expect(await getJson(`${stack.url}/api/analysis-history/SIM7`)).toMatchObject({
      history: [{ job_id: id }],
    });
  } finally {
    await stack.stop();
  }
});

test('a PDF job runs to its end on the built functions, recognition included', async () => {
  const stack = await startTestStack(
    { MARKET_DATA: 'simulated' },
    { build: false, host: { output: '.vercel/output', log: () => {} } },
  );
  try {
    const id = await processPdf(stack.url, await book(30));
    expect(await untilEnded(stack.url, id)).toMatchObject({ status: 'completed', progress: { failed: 0 } });
    expect(await textOf(stack.url, id)).toContain('entry 30x27.');

    const scanned = await scannedPdf(1, () => ['Words that only a picture holds']);
    const read = await processPdf(stack.url, scanned, { ocr: 'true' });
    expect(await untilEnded(stack.url, read, 60_000)).toMatchObject({ status: 'completed' });
    expect(await textOf(stack.url, read)).toContain('Words that only a picture holds');
  } finally {
    await stack.stop();
  }
});
