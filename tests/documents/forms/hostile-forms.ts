import { zipOf } from '../../support/zip.ts';
import { docx, epub, odt, p, pptx } from './files.ts';

/** More than a part may be, from a few kilobytes. */
const BOMB = ' '.repeat(70e6);
const ENTITIES = '<!DOCTYPE a [<!ENTITY a "ha">]><w:document><w:body>&a;</w:body></w:document>';
const LOCK = '<manifest:encryption-data xmlns:manifest="x"/>';

const page = (body: string): Buffer => Buffer.from(`<!doctype html><title>t</title><body>${body}`);

/** The header of a PNG that says how large it is. */
function largePng(width: number, height: number): Buffer {
  const file = Buffer.alloc(45);
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1').copy(file);
  file.writeUInt32BE(13, 8);
  file.write('IHDR', 12);
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  file[24] = 8;
  return file;
}

type Hostile = [name: string, make: () => Uint8Array | Promise<Uint8Array>, code: string];

/** The worst of each form, and how its job ends where the machine has time for it. */
export const HOSTILE_FORMS: readonly Hostile[] = [
  ['a DOCX of a few kilobytes that unpacks to 70 MB', () => docx(BOMB), 'document_too_large'],
  ['a DOCX with entities', () => docx(p('x'), { 'styles.xml': ENTITIES }), 'document_damaged'],
  ['a DOCX of 10⁶ open tables', () => docx('<w:tbl>'.repeat(1e6)), 'document_too_deep'],
  ['a DOCX with a PDF behind it', () => behind(docx(p('x')), '%PDF-1.7\n%%EOF'), 'document_damaged'],
  ['an ODT with a password', () => odt('', '', { 'META-INF/manifest.xml': LOCK }), 'document_encrypted'],
  ['a PPTX of ten slides of 30 MB', () => pptx(slides(10, 30e6)), 'document_too_large'],
  [
    'an EPUB of chapters that unpack to 180 MB',
    () => epub(Array(3).fill(' '.repeat(60e6))),
    'document_too_large',
  ],
  ['a page of 10⁶ open elements', () => page('<div>'.repeat(1e6)), 'document_too_deep'],
  [
    'tables within tables',
    () => page(`<table><tr><td>${'word '.repeat(2_000)}`.repeat(300)),
    'document_too_large',
  ],
  ['Markdown of 10⁶ rules', () => Buffer.from('***\n'.repeat(1e6)), 'document_too_large'],
  ['a picture of 900 million pixels', () => largePng(30_000, 30_000), 'picture_too_large'],
];

/** What is no document, told by its first bytes. */
export const NO_DOCUMENTS: readonly [name: string, make: () => Uint8Array | Promise<Uint8Array>][] = [
  ['a DOCX with a password', () => Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on', 'latin1')],
  ['a DOCX that is cut off', async () => (await docx(p('x'.repeat(9_999)))).slice(0, -30)],
  ['a zip of a DOCX', async () => zipOf({ 'a.docx': Buffer.from(await docx(p('x'))) })],
  ['a picture with a script', () => Buffer.from('GIF89a=1;/*\0*/alert(1)')],
];

const behind = async (file: Promise<Uint8Array>, text: string): Promise<Uint8Array> =>
  Buffer.concat([await file, Buffer.from(text)]);

const slides = (count: number, size: number) =>
  Array.from({ length: count }, () => ({ content: ' '.repeat(size) }));
