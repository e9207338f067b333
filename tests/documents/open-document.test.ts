import { expect, test } from 'vitest';
import { openDocument } from '../../lib/documents/open-document.ts';

const headerBehind = (bytes: number): Buffer =>
  Buffer.concat([Buffer.alloc(bytes, ' '), Buffer.from('%PDF-1.7\n1 0 obj\nendobj\nstartxref\n')]);

test.each([
  ['nothing', new Uint8Array(), 'pdf_empty'],
  ['a zip that is cut off', Buffer.from('PK\x03\x04 a zip, it seems'), 'not_a_pdf'],
  ['another picture, with a script in it', Buffer.from('GIF89a=1;/*\0*/alert(1)'), 'not_a_pdf'],
  ['a header behind 1,024 other bytes', headerBehind(1_024), 'not_a_pdf'],
  ['a header behind 1,023 other bytes', headerBehind(1_023), 'pdf_damaged'],
])('%s is what its first bytes say', async (_, bytes, code) => {
  await expect(openDocument(bytes)).rejects.toMatchObject({ code });
});
