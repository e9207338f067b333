import { kindOfPicture } from '../pictures/kind-of-picture.ts';

const HEADER = '%PDF-';
/** Other bytes may come first (PDF Reference 1.7, appendix H, note 13 on section 3.4.1); PDFium reads such files. */
const BEGINS_WITHIN = 1024;

/** Whether bytes are a PDF, as far as their beginning tells. */
export function hasPdfHeader(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, BEGINS_WITHIN + HEADER.length - 1);
  return Buffer.from(head.buffer, head.byteOffset, head.length).includes(HEADER);
}

/** Whether bytes are a file that PDFium is given: a PDF, or a picture that becomes one. */
export const isReadable = (bytes: Uint8Array): boolean =>
  kindOfPicture(bytes) !== null || hasPdfHeader(bytes);

/** Of a file without one, as part of a sentence. */
export const NO_PDF_HEADER = `none of its first ${BEGINS_WITHIN} bytes begins ${HEADER}`;
