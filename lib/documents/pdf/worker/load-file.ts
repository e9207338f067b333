import type { PdfFile } from '../messages.ts';
import type { Pdfium } from './pdfium.ts';

/** FPDF_FILEACCESS, fpdfview.h: length, function that reads a block, its first argument. */
const FIELDS = 3;
const READS_BLOCK = 'iiiii';

/**
 * Opens a file that stays where it is: PDFium asks for the blocks it needs, so that its own memory holds no copy.
 * @param file its bytes must not change while the document is open
 * @returns a handle; 0 if the file cannot be opened
 */
export function loadFile({ api, heap }: Pdfium, { bytes, password = '' }: PdfFile): number {
  const read = (_: number, position: number, at: number, size: number): number => {
    const from = position >>> 0;
    const to = from + (size >>> 0);
    if (to > bytes.length) return 0;
    heap.write(bytes.subarray(from, to), at);
    return 1;
  };
  const access = new Uint32Array([bytes.length, api.pdfium.addFunction(read, READS_BLOCK), 0]);
  return api.FPDF_LoadCustomDocument(heap.put(new Uint8Array(access.buffer, 0, FIELDS * 4)), password);
}
