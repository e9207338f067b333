import { damagedPicture, unsupportedPicture } from './picture.ts';
import type { Directory } from './tiff-directories.ts';

/** Tags and values of TIFF 6.0, and of its technical notes 1 and 2. */
const TAG = {
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  samples: 277,
  planes: 284,
  groupThree: 292,
  predictor: 317,
  palette: 320,
  tables: 347,
} as const;
const WHITE_IS_ZERO = 0;
const PALETTE = 3;
const COLOURS: Readonly<Record<number, { samples: number; space: string }>> = {
  0: { samples: 1, space: '/DeviceGray' },
  1: { samples: 1, space: '/DeviceGray' },
  2: { samples: 3, space: '/DeviceRGB' },
  5: { samples: 4, space: '/DeviceCMYK' },
  6: { samples: 3, space: '/DeviceRGB' },
};
const JPEG = 7;
const FAX = [2, 3, 4];
const FILTERS: Readonly<Record<number, string>> = {
  ...{ 1: '', 2: '/CCITTFaxDecode', 3: '/CCITTFaxDecode', 4: '/CCITTFaxDecode' },
  ...{
    5: '/LZWDecode',
    7: '/DCTDecode',
    8: '/FlateDecode',
    32946: '/FlateDecode',
    32773: '/RunLengthDecode',
  },
};

/** The data of a strip as a PDF holds it. @throws PermanentError picture_damaged */
export function dataOf(directory: Directory, offset: number, length: number): Uint8Array {
  const { file } = directory;
  if (offset + length > file.length) throw damagedPicture('it is cut off');
  const strip = file.subarray(offset, offset + length);
  const compression = directory.number(TAG.compression, 1);
  if (compression === JPEG) return withTables(directory.bytes(TAG.tables), strip);
  return directory.number(TAG.fillOrder, 1) === 2 ? strip.map(backwards) : strip;
}

/** Tables that all strips share stand apart, each with a beginning and an end of its own. */
function withTables(tables: Buffer | null, strip: Buffer): Buffer {
  return tables ? Buffer.concat([tables.subarray(0, -2), strip.subarray(2)]) : strip;
}

const backwards = (byte: number): number => {
  let turned = 0;
  for (let bit = 0; bit < 8; bit++) turned |= ((byte >> bit) & 1) << (7 - bit);
  return turned;
};

/** How a PDF says what a strip is. @throws PermanentError picture_unsupported */
export function entriesOf(directory: Directory, size: { width: number; height: number }): string {
  const compression = directory.number(TAG.compression, 1);
  const filter = FILTERS[compression];
  if (filter === undefined) throw unsupportedPicture(`a TIFF compression of the kind ${compression}`);
  const { space, samples, bits } = coloursOf(directory);
  const parameters = FAX.includes(compression)
    ? faxParameters(directory, { compression, ...size })
    : predicted(directory, { samples, bits, width: size.width });
  const named = filter === '' ? '' : ` /Filter ${filter}`;
  return `/ColorSpace ${space} /BitsPerComponent ${bits}${inverted(directory, compression)}${named}${parameters}`;
}

function coloursOf(directory: Directory): { space: string; samples: number; bits: number } {
  const photometric = directory.number(TAG.photometric, 1);
  const bits = directory.number(TAG.bits, 1);
  const samples = directory.number(TAG.samples, 1);
  const plain = COLOURS[photometric];
  if (![1, 2, 4, 8].includes(bits)) throw unsupportedPicture(`${bits} bits a sample`);
  if (samples > 1 && directory.number(TAG.planes, 1) !== 1) throw unsupportedPicture('colours in planes');
  if (photometric === PALETTE) return { space: paletteOf(directory, bits), samples: 1, bits };
  const isGreyJpeg = photometric === 6 && samples === 1;
  if (isGreyJpeg || plain?.samples !== samples) throw unsupportedPicture(`${samples} samples a pixel`);
  return { space: plain.space, samples, bits };
}

/** All reds, then all greens, then all blues, of 16 bits each. */
function paletteOf(directory: Directory, bits: number): string {
  const values = directory.numbers(TAG.palette);
  const count = 2 ** bits;
  if (values.length < 3 * count) throw damagedPicture('it has no palette');
  const colours = Array.from({ length: count }, (_, i) =>
    [0, 1, 2].map((plane) => (values[plane * count + i] ?? 0) >> 8),
  );
  return `[/Indexed /DeviceRGB ${count - 1} <${Buffer.from(colours.flat()).toString('hex')}>]`;
}

/** Facsimile calls its white white; TIFF writes it as 0, which is black where black is zero. */
function inverted(directory: Directory, compression: number): string {
  const whiteIsZero = directory.number(TAG.photometric, 1) === WHITE_IS_ZERO;
  const isGrey = [0, 1].includes(directory.number(TAG.photometric, 1));
  return isGrey && whiteIsZero !== FAX.includes(compression) ? ' /Decode [1 0]' : '';
}

function faxParameters(
  directory: Directory,
  { compression, width, height }: { compression: number; width: number; height: number },
): string {
  const isTwoDimensional = (directory.number(TAG.groupThree, 0) & 1) === 1;
  const k = compression === 4 ? -1 : compression === 3 && isTwoDimensional ? 1 : 0;
  const aligned = compression === 2 ? ' /EncodedByteAlign true' : '';
  return ` /DecodeParms << /K ${k} /Columns ${width} /Rows ${height} /EndOfBlock false${aligned} >>`;
}

function predicted(
  directory: Directory,
  { samples, bits, width }: { samples: number; bits: number; width: number },
): string {
  if (directory.number(TAG.predictor, 1) !== 2) return '';
  return ` /DecodeParms << /Predictor 2 /Colors ${samples} /BitsPerComponent ${bits} /Columns ${width} >>`;
}
