import { describe, expect, test } from 'vitest';
import { pageRecord } from '../../../lib/documents/records/page-record.ts';
import { packFindings } from '../../../lib/documents/records/write.ts';
import { block, pageOf } from '../pages.ts';

let seed = 1;
/** Letters that no packing makes shorter. */
function noise(length: number): string {
  let text = '';
  while (text.length < length) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += seed.toString(36);
  }
  return text.slice(0, length);
}

describe('what one commit could not hold', () => {
  test('of a page fails that page with its reason', async () => {
    const lines = Array.from({ length: 300 }, () => noise(10_000));
    const page = pageOf(7, block(0, 10, lines, 2));
    await expect(pageRecord(page)).rejects.toMatchObject({ code: 'page_too_large' });
  });

  test('of findings fails their analysis with its reason', async () => {
    const keywords = Array.from({ length: 60_000 }, () => ({
      phrase: noise(60),
      count: 1,
      pages: [],
      score: 1,
    }));
    await expect(packFindings('keywords', { keywords })).rejects.toMatchObject({
      code: 'findings_too_large',
    });
  });
});
