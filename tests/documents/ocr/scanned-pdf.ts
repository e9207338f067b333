import { PDFDocument, type PDFRef } from 'pdf-lib';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import type { PagePicture } from '../../../lib/documents/pdf/messages.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { textPdf } from './text-pdf.ts';

const DPI = 150;

/**
 * A PDF whose pages are pictures of text and hold none, as a scanner makes them.
 * @param words of a page, counted from 1: words or sentences, which are set one after the other.
 */
export async function scannedPdf(pages: number, words: (page: number) => string[]): Promise<Uint8Array> {
  const texts = Array.from({ length: pages }, (_, i) => ({ text: words(i + 1).join(' ') }));
  const session = await openPdf((await textPdf(texts)).bytes, PDF_LIMITS);
  const scanned = await PDFDocument.create();
  for (let page = 1; page <= pages; page++) {
    const picture = await session.render(page, DPI);
    const [width, height] = [(picture.width * 72) / DPI, (picture.height * 72) / DPI];
    const { node } = scanned.addPage([width, height]);
    const name = node.newXObject('Scan', embedded(scanned, picture));
    const content = scanned.context.stream(`${width} 0 0 ${height} 0 0 cm ${name} Do`);
    node.addContentStream(scanned.context.register(content));
  }
  await session.close();
  return await scanned.save();
}

/** As it is: a PDF may hold the data of a PNG. pdf-lib would unpack and pack it again, half a second a page. */
function embedded(pdf: PDFDocument, { png, width, height }: PagePicture): PDFRef {
  const image = pdf.context.stream(dataOf(Buffer.from(png)), {
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 8,
    Filter: 'FlateDecode',
    DecodeParms: { Predictor: 15, Colors: 1, BitsPerComponent: 8, Columns: width },
  });
  return pdf.context.register(image);
}

/** Of the one IDAT chunk that `render` writes. */
function dataOf(png: Buffer): Buffer {
  const name = png.indexOf('IDAT');
  return png.subarray(name + 4, name + 4 + png.readUInt32BE(name - 4));
}
