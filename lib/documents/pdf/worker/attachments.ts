import type { AttachedFile } from '../attached-file.ts';
import { pdfDate } from '../pdf-date.ts';
import type { Pdfium } from './pdfium.ts';
import { Refused } from './refused.ts';

/** FPDF_ANNOT_FILEATTACHMENT, fpdf_annot.h. */
const FILE_ATTACHMENT = 17;
const MOST = 1_000;
/** Annotations that are looked at for files pinned to pages. */
const MOST_ANNOTATIONS = 50_000;
const LONGEST = 500;
/** PDFium inflates a file within its own memory, and gives a copy of it. */
const MOST_BYTES = 48 * 1024 * 1024;

interface OpenFile {
  handle: number;
  pages: number;
}

interface Attachment {
  handle: number;
  page: number | null;
}

/** Files of the document, then those pinned to its pages, at most 1,000. */
function* attachmentsIn({ api, call }: Pdfium, { handle, pages }: OpenFile): Generator<Attachment> {
  const own = Math.min(MOST, api.FPDFDoc_GetAttachmentCount(handle));
  for (let i = 0; i < own; i++) yield { handle: api.FPDFDoc_GetAttachment(handle, i), page: null };
  let left = MOST_ANNOTATIONS;
  for (let page = 0; page < pages && left > 0; page++) {
    const count = Math.min(left, api.EPDFPage_GetAnnotCountRaw(handle, page));
    left -= Math.max(0, count);
    for (let i = 0; i < count; i++) {
      const annotation = api.EPDFPage_GetAnnotRaw(handle, page, i);
      if (annotation === 0) continue;
      const isFile = call.annotationType(annotation) === FILE_ATTACHMENT;
      if (isFile) yield { handle: api.FPDFAnnot_GetFileAttachment(annotation), page: page + 1 };
      call.closeAnnotation(annotation);
    }
  }
}

/** At most 1,000. What they hold is not looked at. */
export function attachedFiles(pdfium: Pdfium, document: OpenFile): AttachedFile[] {
  const files: AttachedFile[] = [];
  for (const { handle, page } of attachmentsIn(pdfium, document)) {
    if (files.length >= MOST) break;
    if (handle !== 0) files.push({ ...described(pdfium, handle), page });
  }
  return files;
}

function described({ api, heap }: Pick<Pdfium, 'api' | 'heap'>, handle: number): Omit<AttachedFile, 'page'> {
  const told = (fill: (at: number, bytes: number) => number): string | null => {
    const own = heap.utf16(fill).slice(0, LONGEST).trim().toWellFormed();
    return own === '' ? null : own;
  };
  const date = (key: string) =>
    pdfDate(told((at, bytes) => api.FPDFAttachment_GetStringValue(handle, key, at, bytes)) ?? '');
  return {
    name: told((at, bytes) => api.FPDFAttachment_GetName(handle, at, bytes)) ?? '',
    size: statedSize({ api, heap }, handle),
    type: told((at, bytes) => api.FPDFAttachment_GetSubtype(handle, at, bytes)),
    description: told((at, bytes) => api.EPDFAttachment_GetDescription(handle, at, bytes)),
    modified: date('ModDate') ?? date('CreationDate'),
  };
}

function statedSize({ api, heap }: Pick<Pdfium, 'api' | 'heap'>, handle: number): number | null {
  if (!api.EPDFAttachment_GetIntegerValue(handle, 'Size', heap.out)) return null;
  return heap.int() < 0 ? null : heap.int();
}

/**
 * What an attached file holds. @param number its place in `attachedFiles`, from 1
 * @throws Refused with attachment_missing, attachment_too_large
 */
export function attachedBytes(pdfium: Pdfium, document: OpenFile, number: number): Uint8Array {
  let place = 0;
  for (const { handle } of attachmentsIn(pdfium, document)) {
    if (handle === 0) continue;
    place += 1;
    if (place === number) return inflated(pdfium, handle, number);
  }
  throw new Refused(
    'attachment_missing',
    `The PDF has ${place} attachments: there is no attachment ${number}.`,
  );
}

function inflated({ api, heap }: Pick<Pdfium, 'api' | 'heap'>, handle: number, number: number): Uint8Array {
  const fill = (at: number, bytes: number): number =>
    api.FPDFAttachment_GetFile(handle, at, bytes, heap.out) ? heap.int() >>> 0 : 0;
  // PDFium gives a stream that inflates to nothing as it is.
  if (statedSize({ api, heap }, handle) === 0) return new Uint8Array();
  const size = fill(0, 0);
  if (size <= MOST_BYTES) return heap.bytes(fill, MOST_BYTES);
  throw new Refused(
    'attachment_too_large',
    `Attachment ${number} has ${size} bytes; at most ${MOST_BYTES} are given. Get the file and open it with a reader of PDFs.`,
  );
}
