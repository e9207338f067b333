import {
  checkSize,
  damagedPicture,
  type Picture,
  type Piece,
  ROTATIONS,
  unsupportedPicture,
} from './picture.ts';
import { dataOf, entriesOf } from './tiff-data.ts';
import { type Directory, directoriesOf } from './tiff-directories.ts';

/** Tags of TIFF 6.0. */
const TAG = {
  width: 256,
  height: 257,
  stripOffsets: 273,
  orientation: 274,
  rowsPerStrip: 278,
  stripBytes: 279,
  xResolution: 282,
  yResolution: 283,
  resolutionUnit: 296,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
} as const;
/** Dots an inch for one a unit: inches and centimetres. */
const UNITS: Readonly<Record<number, number>> = { 2: 1, 3: 2.54 };
/** Pieces of all pictures together. */
const MOST_PIECES = 100_000;

/** Every page of a TIFF. @throws PermanentError picture_damaged, picture_unsupported, picture_too_large */
export function tiffPictures(bytes: Uint8Array): Picture[] {
  const pictures: Picture[] = [];
  let pieces = 0;
  for (const directory of directoriesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))) {
    const picture = pictureOf(directory);
    pieces += picture.pieces.length;
    if (pieces > MOST_PIECES) throw unsupportedPicture(`more than ${MOST_PIECES} strips`);
    pictures.push(picture);
  }
  if (pictures.length === 0) throw damagedPicture('it has no pages');
  return pictures;
}

function pictureOf(directory: Directory): Picture {
  const [width, height] = [directory.number(TAG.width, 0), directory.number(TAG.height, 0)];
  checkSize(width, height);
  return {
    width,
    height,
    dpi: dpiOf(directory),
    rotation: ROTATIONS[directory.number(TAG.orientation, 1)] ?? 0,
    pieces: piecesOf(directory, width, height),
  };
}

function dpiOf(directory: Directory): Picture['dpi'] {
  const unit = directory.number(TAG.resolutionUnit, 2);
  const by = UNITS[unit];
  const [across, down] = [directory.ratio(TAG.xResolution), directory.ratio(TAG.yResolution)];
  return by === undefined || !across || !down ? null : [across * by, down * by];
}

function piecesOf(directory: Directory, width: number, height: number): Piece[] {
  const isTiled = directory.has(TAG.tileOffsets);
  const offsets = directory.numbers(isTiled ? TAG.tileOffsets : TAG.stripOffsets);
  const lengths = directory.numbers(isTiled ? TAG.tileBytes : TAG.stripBytes);
  const wide = isTiled ? directory.number(TAG.tileWidth, 0) : width;
  const high = isTiled
    ? directory.number(TAG.tileHeight, 0)
    : Math.min(height, directory.number(TAG.rowsPerStrip, height));
  if (wide < 1 || high < 1 || offsets.length === 0) throw damagedPicture('it has no strips');
  const columns = Math.ceil(width / wide);
  const expected = columns * Math.ceil(height / high);
  if (offsets.length < expected) throw damagedPicture(`it has ${offsets.length} strips of ${expected}`);
  return Array.from({ length: expected }, (_, i) => {
    const y = Math.floor(i / columns) * high;
    const size = { width: wide, height: isTiled ? high : Math.min(high, height - y) };
    const data = dataOf(directory, offsets[i] ?? 0, lengths[i] ?? 0);
    return { x: (i % columns) * wide, y, ...size, data, entries: entriesOf(directory, size) };
  });
}
