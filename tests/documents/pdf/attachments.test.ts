import { describe, expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf, type PdfSession } from '../../../lib/documents/pdf/open-pdf.ts';
import { pinned, withFiles } from './annotated.ts';

async function use<T>(pdf: Uint8Array, work: (session: PdfSession) => Promise<T>): Promise<T> {
  const session = await openPdf(pdf, PDF_LIMITS);
  return await work(session).finally(() => session.close());
}

describe('files attached to a PDF', () => {
  test('are told as the PDF describes them', async () => {
    const { files, attachments } = await use(await withFiles(), (session) => session.info());
    expect(attachments).toBe(2);
    expect(files?.[0]).toEqual({
      ...{ name: 'données 1.html', size: 25, type: 'text/html', description: 'Rows of the table' },
      ...{ modified: '2024-01-31T12:00:05Z', page: null },
    });
    expect(files?.[1]).toMatchObject({ name: 'none.bin', size: 0, type: null });
  });

  test('are given as they were attached, an empty one too', async () => {
    await use(await withFiles(), async (session) => {
      expect(Buffer.from(await session.attachment(1)).toString()).toBe('<script>alert(1)</script>');
      expect(await session.attachment(2)).toHaveLength(0);
      await expect(session.attachment(3)).rejects.toMatchObject({ code: 'attachment_missing' });
    });
  });

  test('one that is pinned to a page names it', async () => {
    await use(pinned(), async (session) => {
      const { files } = await session.info();
      expect(files).toEqual([
        { name: 'pinned.txt', size: null, type: null, description: null, modified: null, page: 1 },
      ]);
      expect(Buffer.from(await session.attachment(1)).toString()).toBe('pinned');
    });
  });
});
