import { PermanentError } from '../../core/errors.ts';
import type { PagePicture } from '../pdf/messages.ts';

/** Most pixels that a page is rendered to; Tesseract needs four bytes for each, and as many again while it works. */
const MOST_PIXELS = 25_000_000;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Signature, length and name of the first chunk, its width and height: https://www.w3.org/TR/png-3/ */
const HEADER = 24;

/**
 * Checks the header of a PNG: Tesseract allocates what it claims before it reads the picture.
 * @throws PermanentError ocr_failed
 */
export function checkPicture({ png, width, height }: PagePicture): void {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  if (bytes.length < HEADER || !bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) {
    throw new PermanentError('ocr_failed', 'The picture of the page is not a PNG.');
  }
  const [wide, high] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (wide !== width || high !== height || wide * high > MOST_PIXELS) {
    throw new PermanentError(
      'ocr_failed',
      `The picture of the page has ${wide} × ${high} pixels; ${width} × ${height} and at most ${MOST_PIXELS} in all are read.`,
    );
  }
}
