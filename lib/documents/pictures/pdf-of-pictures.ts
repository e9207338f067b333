import { PermanentError } from '../../core/errors.ts';
import { jpegPicture } from './jpeg.ts';
import { kindOfPicture, type PictureKind } from './kind-of-picture.ts';
import type { Picture, Piece } from './picture.ts';
import { pngPicture } from './png.ts';
import { tiffPictures } from './tiff.ts';

const POINTS_AN_INCH = 72;
/** Screens and cameras write 72 and 96 for want of anything better. */
const LEAST_DPI = 100;
const MOST_DPI = 2_400;
/** Width of A4 in inches, for a picture that does not say how large it is. */
const A4 = 8.27;

const READERS: Record<PictureKind, (bytes: Uint8Array) => Picture[]> = {
  png: (bytes) => [pngPicture(bytes)],
  jpeg: (bytes) => [jpegPicture(bytes)],
  tiff: tiffPictures,
};

/**
 * Pictures as a PDF, a page each, so that they are read, drawn and recognized as scans are: PDFium decodes them in its
 * bounded memory. Only headers are read here, and sizes checked; a PNG that a PDF cannot hold is decoded.
 * @returns null if the bytes are no picture
 * @throws PermanentError picture_damaged, picture_unsupported, picture_too_large
 */
export function pdfOfPictures(bytes: Uint8Array): Uint8Array | null {
  const kind = kindOfPicture(bytes);
  if (kind === null) return null;
  try {
    return pdfOf(READERS[kind](bytes));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = 'The picture is cut off: it points beyond its end. Send the file again.';
    throw new PermanentError('picture_damaged', message, { cause: error });
  }
}

function pdfOf(pictures: readonly Picture[]): Uint8Array {
  const file = new PdfFile();
  const pages = pictures.map((picture) => file.page(picture));
  return file.finish(pages);
}

function sizeOf({ width, height, dpi }: Picture): { wide: number; high: number } {
  const said = (dpi ?? []).every((each) => each >= LEAST_DPI && each <= MOST_DPI) ? dpi : null;
  const usual = Math.max(LEAST_DPI, Math.min(width, height) / A4);
  const [across, down] = said ?? [usual, usual];
  return { wide: (width / across) * POINTS_AN_INCH, high: (height / down) * POINTS_AN_INCH };
}

/** ISO 32000-1, 7.5: objects, and where each begins. */
class PdfFile {
  readonly #parts: Uint8Array[] = [Buffer.from('%PDF-1.7\n')];
  readonly #starts: number[] = [];
  #length = 9;

  page(picture: Picture): number {
    const { wide, high } = sizeOf(picture);
    const names: string[] = [];
    const drawn = picture.pieces.map((piece, i) => {
      names.push(`/P${i} ${this.#image(piece)} 0 R`);
      const [sx, sy] = [wide / picture.width, high / picture.height];
      const bottom = high - (piece.y + piece.height) * sy;
      const matrix = [piece.width * sx, 0, 0, piece.height * sy, piece.x * sx, bottom];
      return `q ${matrix.map((each) => each.toFixed(4)).join(' ')} cm /P${i} Do Q`;
    });
    const content = this.#stream('', Buffer.from(drawn.join('\n')));
    return this.#object(
      `<< /Type /Page /Parent 1 0 R /MediaBox [0 0 ${wide.toFixed(4)} ${high.toFixed(4)}] /Rotate ${picture.rotation} ` +
        `/Contents ${content} 0 R /Resources << /XObject << ${names.join(' ')} >> >> >>`,
    );
  }

  /** The tree of pages is object 1, the catalogue the last one. */
  finish(pages: readonly number[]): Uint8Array {
    const kids = pages.map((page) => `${page} 0 R`).join(' ');
    this.#starts[0] = this.#length;
    this.#write(Buffer.from(`1 0 obj\n<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>\nendobj\n`));
    const root = this.#object('<< /Type /Catalog /Pages 1 0 R >>');
    const start = this.#length;
    const lines = this.#starts.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`);
    const size = this.#starts.length + 1;
    this.#write(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${lines.join('')}`));
    this.#write(Buffer.from(`trailer\n<< /Size ${size} /Root ${root} 0 R >>\nstartxref\n${start}\n%%EOF\n`));
    return Buffer.concat(this.#parts, this.#length);
  }

  #image({ width, height, data, entries }: Piece): number {
    return this.#stream(`/Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${entries}`, data);
  }

  #stream(entries: string, data: Uint8Array): number {
    const id = this.#begin();
    this.#write(Buffer.from(`<< ${entries} /Length ${data.length} >>\nstream\n`));
    this.#write(data);
    this.#write(Buffer.from('\nendstream\nendobj\n'));
    return id;
  }

  #object(body: string): number {
    const id = this.#begin();
    this.#write(Buffer.from(`${body}\nendobj\n`));
    return id;
  }

  #begin(): number {
    if (this.#starts.length === 0) this.#starts.push(0);
    const id = this.#starts.push(this.#length);
    this.#write(Buffer.from(`${id} 0 obj\n`));
    return id;
  }

  #write(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }
}
