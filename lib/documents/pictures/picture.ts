import { PermanentError } from '../../core/errors.ts';

/** A0 at 200 dpi has 61 million pixels, A3 at 600 dpi 70. */
const MOST_PIXELS = 80_000_000;

/** A part of a picture as a PDF may hold it: the data of its file, undecoded, and how a PDF says what it is. */
export interface Piece {
  /** Pixels, from the top left of its picture. */
  x: number;
  y: number;
  width: number;
  height: number;
  data: Uint8Array;
  /** Entries of the image's dictionary: colours, bits, filter (ISO 32000-1, table 89). */
  entries: string;
}

/** One page of a document of pictures. */
export interface Picture {
  /** Pixels. */
  width: number;
  height: number;
  /** Dots an inch, across and down; null if the file does not say. */
  dpi: readonly [number, number] | null;
  /** Degrees clockwise that it is to be turned by. */
  rotation: 0 | 90 | 180 | 270;
  pieces: Piece[];
}

export const damagedPicture = (what: string): PermanentError =>
  new PermanentError('picture_damaged', `The picture cannot be read: ${what}. Send the file again.`);

export const unsupportedPicture = (what: string): PermanentError =>
  new PermanentError(
    'picture_unsupported',
    `The picture has ${what}, which is not read. Save it as a plain PNG or JPEG, or as a PDF.`,
  );

/** @throws PermanentError picture_damaged, picture_too_large */
export function checkSize(width: number, height: number): void {
  if (width < 1 || height < 1) throw damagedPicture(`it says that it has ${width} × ${height} pixels`);
  if (width * height <= MOST_PIXELS) return;
  throw new PermanentError(
    'picture_too_large',
    `The picture has ${width} × ${height} pixels; at most ${MOST_PIXELS} in all are read. Scan it with fewer dots an inch.`,
  );
}

/** Orientations of Exif and TIFF (DC-008-2012, 0112); mirrored ones are read as they stand. */
export const ROTATIONS: Readonly<Record<number, Picture['rotation']>> = { 3: 180, 6: 90, 8: 270 };
