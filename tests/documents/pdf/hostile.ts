import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createDeflate, deflateSync } from 'node:zlib';
import { jsPDF } from 'jspdf';
import { onePage, type RawObject, rawPdf } from './raw-pdf.ts';

/** Opens only with the password `secret` (RC4). */
export function encrypted(): Uint8Array {
  return withPasswords({ userPassword: 'secret', ownerPassword: 'owner' });
}

/** Opens without a password; printing is allowed and nothing else. */
export function ownerOnly(): Uint8Array {
  return withPasswords({ userPassword: '', ownerPassword: 'owner' });
}

function withPasswords(passwords: { userPassword: string; ownerPassword: string }): Uint8Array {
  const pdf = new jsPDF({ encryption: { ...passwords, userPermissions: ['print'] } });
  pdf.text('Open to all readers', 20, 20);
  return new Uint8Array(pdf.output('arraybuffer'));
}

/** The first third of a sound file. */
export function truncated(): Uint8Array {
  const whole = new jsPDF({ compress: true });
  for (let i = 0; i < 20; i++)
    whole.addPage().text(`Page ${i} ${createHash('sha256').update(`${i}`).digest('hex')}`, 20, 20);
  const bytes = new Uint8Array(whole.output('arraybuffer'));
  return bytes.slice(0, Math.floor(bytes.length / 3));
}

export function noPages(): Uint8Array {
  return rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']);
}

/** The tree's root is its own kid. */
export function circularTree(): Uint8Array {
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>',
  ]);
}

/** Eight forms, each drawing the next ten times: 10^8 calls in 2 KB. @param pages that all draw it */
export function formBomb(pages = 1): Uint8Array {
  return onePage(
    { dictionary: '', stream: '/X Do' },
    { resources: '/XObject << /X 6 0 R >>', more: nestedForms(6, 5), pages },
  );
}

/** @param first the number of the first of nine forms. @param font of the font. */
function nestedForms(first: number, font: number): RawObject[] {
  return Array.from({ length: 9 }, (_, i) => {
    const next = `/XObject << /X ${first + i + 1} 0 R >>`;
    const resources = `/Resources << /Font << /F1 ${font} 0 R >> ${i < 8 ? next : ''} >>`;
    return {
      dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 612 792] ${resources}`,
      stream: i < 8 ? '/X Do '.repeat(10) : 'BT /F1 9 Tf (x) Tj ET',
    };
  });
}

/** A content stream of 1 MB that inflates to 1 GiB of spaces. */
export async function flateBomb(): Promise<Uint8Array> {
  return onePage({ dictionary: '/Filter /FlateDecode', stream: await gibibyte() });
}

/** The same under a second filter, which hides its size from whoever inflates once. */
export async function doubleFlateBomb(): Promise<Uint8Array> {
  return onePage({
    dictionary: '/Filter [/FlateDecode /FlateDecode]',
    stream: deflateSync(await gibibyte()),
  });
}

async function gibibyte(): Promise<Uint8Array> {
  const spaces = Buffer.alloc(1024 * 1024, 0x20);
  const source = Readable.from(Array.from({ length: 1024 }, () => spaces));
  return await buffer(source.pipe(createDeflate({ level: 9 })));
}

/** A page tree with the same page 20,000 times. */
export function manyKids(): Uint8Array {
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${'3 0 R '.repeat(20_000)}] /Count 20000 >>`,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    { dictionary: '', stream: 'BT /F1 12 Tf 72 700 Td (Again) Tj ET' },
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);
}

export function textBomb(): Uint8Array {
  const stream = deflateSync(Buffer.from(`BT /F1 9 Tf 72 700 Td ${'(ab) Tj '.repeat(2_000_000)} ET`));
  return onePage({ dictionary: '/Filter /FlateDecode', stream });
}

/** One page, said to be two thousand million. */
export function falseCount(): Uint8Array {
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    { dictionary: '', stream: 'BT /F1 12 Tf 72 700 Td (Only page) Tj ET' },
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);
}

/** Three pages, the second of which is the form bomb. */
export function oneBadPage(): Uint8Array {
  const page = (content: number) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${content} 0 R /Resources << /Font << /F1 6 0 R >> /XObject << /X 8 0 R >> >> >>`;
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R 3 0 R] /Count 3 >>',
    page(5),
    page(7),
    { dictionary: '', stream: 'BT /F1 12 Tf 72 700 Td (A sound page) Tj ET' },
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    { dictionary: '', stream: '/X Do' },
    ...nestedForms(8, 6),
  ]);
}
