import { hasPdfHeader } from '../pdf/header.ts';
import { kindOfPicture, type PictureKind } from '../pictures/kind-of-picture.ts';
import type { FormKind } from './form-kinds.ts';
import { textKindOf } from './text-kind.ts';
import { zipNames } from './zip-names.ts';

/** What a file is by its bytes; `other` says as part of a sentence what it is instead, if that is known. */
type FileKind = { kind: 'pdf' | FormKind | PictureKind } | { kind: 'other'; what: string };

/** Beginnings of files that may look like text further on, or that deserve a name. */
const OTHERS: readonly [string, string][] = [
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an OLE file: an older Office document, or one with a password'],
  ['{\\rtf', 'RTF'],
  ['GIF8', 'a GIF picture'],
  ['II+\0', 'a BigTIFF'],
  ['MM\0+', 'a BigTIFF'],
  ['%!PS', 'PostScript'],
  ['\u001f\u008b', 'a gzip file'],
  ['7z\xbc\xaf\x27\x1c', 'a 7z archive'],
  ['Rar!', 'a RAR archive'],
];

const MEDIA_TYPES: Readonly<Record<string, FormKind>> = {
  'application/epub+zip': 'epub',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.text-template': 'odt',
};

/** The first entry that decides, by how its name begins. */
const FOLDERS: readonly [string, FormKind][] = [
  ['word/', 'docx'],
  ['ppt/', 'pptx'],
];

const LONGEST_HEAD = 4_000;

/** Whether it is a page with its pictures in one file (RFC 2557), as browsers save it: the head of a message says so. */
function isMhtml(file: Buffer): boolean {
  const [head = ''] = file.toString('latin1', 0, LONGEST_HEAD).split(/\r?\n\r?\n/, 1);
  return /^[\w-]{1,60}: /.test(head) && /^content-type:[ \t]*multipart\/related/im.test(head);
}

function zipKind(file: Buffer): FileKind {
  const { names, mediaType } = zipNames(file);
  const kind = mediaType === null ? undefined : MEDIA_TYPES[mediaType];
  if (kind) return { kind };
  if (names.includes('[Content_Types].xml')) {
    const found = FOLDERS.find(([folder]) => names.some((name) => name.startsWith(folder)));
    if (found) return { kind: found[1] };
  }
  if (names.includes('META-INF/container.xml')) return { kind: 'epub' };
  return { kind: 'other', what: mediaType === null ? 'a zip that is no document' : `a zip of ${mediaType}` };
}

/** Whether the header stands within a text that is no PDF, such as an article on the format. */
function isAboutPdf(file: Buffer): boolean {
  const before = file.toString('latin1', 0, file.indexOf('%PDF-'));
  return before.trim() !== '' && !file.includes('endobj') && !file.includes('startxref');
}

/**
 * Tells a file by its content; its name and what it was sent as tell nothing. A file that could be two things is what its
 * first byte begins.
 */
export function kindOf(bytes: Uint8Array): FileKind {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const starts = (magic: string) => file.subarray(0, magic.length).toString('latin1') === magic;
  if (starts('%PDF-')) return { kind: 'pdf' };
  if (starts('PK\x03\x04')) return zipKind(file);
  const picture = kindOfPicture(file);
  if (picture) return { kind: picture };
  const other = OTHERS.find(([magic]) => starts(magic));
  if (other) return { kind: 'other', what: other[1] };
  if (isMhtml(file)) return { kind: 'other', what: 'MHTML: save the page as HTML alone' };
  const text = textKindOf(file);
  if (hasPdfHeader(file) && !(text && isAboutPdf(file))) return { kind: 'pdf' };
  return text ? { kind: text } : { kind: 'other', what: 'neither text nor a known kind of file' };
}

/** Whether an analysis reads files of a kind. */
export const isRead = ({ kind }: FileKind): boolean => kind !== 'other';

/** Why a file is not read, with what to send instead. */
export function notRead(found: FileKind): string {
  const what = 'what' in found ? found.what : found.kind;
  return `The file cannot be read: it is ${what}. Send a PDF, DOCX, PPTX, ODT, EPUB, HTML, Markdown, plain text, PNG, JPEG or TIFF.`;
}
