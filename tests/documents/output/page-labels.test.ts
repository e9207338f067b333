import { describe, expect, test } from 'vitest';
import { labelled, labelledRows, pageName } from '../../../lib/documents/output/page-labels.ts';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { rawPdf } from '../pdf/raw-pdf.ts';

const LABELS = ['i', 'ii', 'A-1'];

/** Three pages; `labels` is the catalog's number tree. */
const threePages = (labels: string) =>
  rawPdf([
    `<< /Type /Catalog /Pages 2 0 R ${labels} >>`,
    '<< /Type /Pages /Kids [3 0 R 3 0 R 3 0 R] /Count 3 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>',
  ]);

async function labelsIn(bytes: Uint8Array) {
  const pdf = await openPdf(bytes, PDF_LIMITS);
  return (await pdf.info().finally(() => pdf.close())).labels;
}

describe('labels of pages', () => {
  test('are those that the file gives: roman, with a prefix, beginning anywhere', async () => {
    const tree = '/PageLabels << /Nums [0 << /S /r >> 2 << /S /D /P (A-) >>] >>';
    expect(await labelsIn(threePages(tree))).toEqual(LABELS);
    expect(await labelsIn(threePages('/PageLabels << /Nums [0 << /S /R /St 9 >>] >>'))).toEqual([
      'IX',
      'X',
      'XI',
    ]);
  });

  test('are not made up for a file without', async () => {
    expect(await labelsIn(threePages(''))).toBeUndefined();
  });

  test('are cut where a file has very long ones', async () => {
    const long = await labelsIn(threePages(`/PageLabels << /Nums [0 << /P (${'x'.repeat(5_000)}) >>] >>`));
    expect(long?.map((label) => label.length)).toEqual([40, 40, 40]);
  });

  test('stand beside every page of a JSON value, however deep, and beside lists of pages', () => {
    const value = { page: 2, places: [{ page: 3, box: { x0: 1 } }], found: { pages: [1, 3] }, pages: 3 };
    expect(labelled(value, LABELS)).toEqual({
      ...{ page: 2, label: 'ii', pages: 3 },
      places: [{ page: 3, label: 'A-1', box: { x0: 1 } }],
      found: { pages: [1, 3], labels: ['i', 'A-1'] },
    });
    expect(labelled(value, null)).toBe(value);
  });

  test('are a column behind each column of pages of a CSV file', async () => {
    const rows = [
      ['phrase', 'pages', 'first_page'],
      ['rain', '1 3', 1],
      ['snow', '', null],
    ];
    expect(await Array.fromAsync(labelledRows(rows, LABELS))).toEqual([
      ['phrase', 'pages', 'labels', 'first_page', 'first_label'],
      ['rain', '1 3', 'i A-1', 1, 'i'],
      ['snow', '', '', null, ''],
    ]);
    expect(await Array.fromAsync(labelledRows(rows, null))).toEqual(rows);
  });

  test('are named in notes where they differ from the number', () => {
    expect([pageName(2, LABELS), pageName(1, ['1']), pageName(9, LABELS), pageName(1, null)]).toEqual([
      '2 (ii)',
      '1',
      '9',
      '1',
    ]);
  });
});
