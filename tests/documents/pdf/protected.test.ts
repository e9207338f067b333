import { expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { PROTECTED, protectedPdf, TEXT } from './protected.ts';

async function read(name: Parameters<typeof protectedPdf>[0], password?: string) {
  const session = await openPdf(protectedPdf(name), PDF_LIMITS, { password });
  const { pages } = await session.pages(1, 1);
  const { encrypted, permissions } = await session.info();
  await session.close();
  const text = pages.flatMap(({ runs }) => runs.map((run) => run.text)).join(' ');
  return { text, encrypted, print: permissions.print };
}

test.each(['rc4', 'aes128', 'aes256'] as const)('%s opens with the password of its user', async (name) => {
  expect(await read(name, PROTECTED[name])).toMatchObject({ text: TEXT, encrypted: true });
  await expect(read(name)).rejects.toMatchObject({
    code: 'pdf_encrypted',
    message: expect.stringContaining('as `password`'),
  });
  const wrong = await read(name, 'not-the-one-9').catch((error: unknown) => error);
  expect(wrong).toMatchObject({ code: 'pdf_password_wrong' });
  expect(String(wrong)).not.toContain('not-the-one-9');
});

test('a file that only its owner has locked opens without a password', async () => {
  expect(await read('owner')).toEqual({ text: TEXT, encrypted: true, print: false });
});
