const HEADER = '%PDF-';
/** Other bytes may come first (PDF Reference 1.7, appendix H, note 13 on section 3.4.1); PDFium reads such files. */
const BEGINS_WITHIN = 1024;

/** Whether bytes are a PDF, as far as their beginning tells. */
export function hasPdfHeader(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, BEGINS_WITHIN + HEADER.length - 1);
  return Buffer.from(head.buffer, head.byteOffset, head.length).includes(HEADER);
}
