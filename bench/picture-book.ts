import { createHash } from 'node:crypto';
import {
  concatTransformationMatrix,
  drawObject,
  PDFDocument,
  PDFName,
  popGraphicsState,
  pushGraphicsState,
} from 'pdf-lib';
import { book } from '../tests/support/books.ts';

/** Pixels of a picture's side, and points: 33 KB of noise, which nothing packs smaller. */
const SIDE = 105;
const POINTS = 105;
const BYTES_A_PIXEL = 3;
const NOISE = 32;

/** The same for the same page. */
function noise(page: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil((SIDE * SIDE * BYTES_A_PIXEL) / NOISE) }, (_, at) =>
    createHash('sha256').update(`${page} ${at}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, SIDE * SIDE * BYTES_A_PIXEL);
}

/** A book with a picture on each page: 930 pages are 30 MB. */
export async function pictureBook(pages: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(await book(pages));
  for (const [at, page] of pdf.getPages().entries()) {
    const image = pdf.context.flateStream(noise(at), {
      Type: 'XObject',
      Subtype: 'Image',
      Width: SIDE,
      Height: SIDE,
      ColorSpace: 'DeviceRGB',
      BitsPerComponent: 8,
    });
    const name = PDFName.of('Picture');
    page.node.setXObject(name, pdf.context.register(image));
    page.pushOperators(
      pushGraphicsState(),
      concatTransformationMatrix(POINTS, 0, 0, POINTS, 450, 60),
      drawObject(name),
      popGraphicsState(),
    );
  }
  return pdf.save();
}
