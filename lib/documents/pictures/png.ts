import { decode } from 'fast-png';
import { checkSize, damagedPicture, type Picture, type Piece } from './picture.ts';
import { smallPng } from './png-data.ts';

/** Colour types: https://www.w3.org/TR/png-3/, 11.2.1. */
const COLOURS: Readonly<Record<number, { samples: number; space: string }>> = {
  0: { samples: 1, space: '/DeviceGray' },
  2: { samples: 3, space: '/DeviceRGB' },
  3: { samples: 1, space: '' },
};
const SIGNATURE = 8;
const FRAME = 12;
const WHITE = 255;
const INCHES_A_METRE = 0.0254;

interface Chunks {
  of(name: string): Buffer[];
}

function chunksOf(file: Buffer): Chunks {
  const chunks = new Map<string, Buffer[]>();
  for (let at = SIGNATURE; at + FRAME <= file.length; ) {
    const length = file.readUInt32BE(at);
    const name = file.toString('latin1', at + 4, at + 8);
    const data = file.subarray(at + 8, at + 8 + length);
    const known = chunks.get(name);
    if (known) known.push(data);
    else chunks.set(name, [data]);
    at += FRAME + length;
  }
  return { of: (name) => chunks.get(name) ?? [] };
}

function dpiOf([density]: Buffer[]): Picture['dpi'] {
  if (!density || density.length < 9 || density[8] !== 1) return null;
  return [density.readUInt32BE(0) * INCHES_A_METRE, density.readUInt32BE(4) * INCHES_A_METRE];
}

/** @throws PermanentError picture_damaged, picture_too_large */
export function pngPicture(bytes: Uint8Array): Picture {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const chunks = chunksOf(file);
  const [header] = chunks.of('IHDR');
  if (!header || header.length < 13) throw damagedPicture('it is cut off');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  checkSize(width, height);
  const size = { x: 0, y: 0, width, height };
  const [depth = 0, type = 0, , , interlaced] = header.subarray(8);
  const plain = COLOURS[type];
  const isPlain = plain !== undefined && interlaced === 0 && chunks.of('tRNS').length === 0;
  const piece: Piece = isPlain
    ? { ...size, data: Buffer.concat(chunks.of('IDAT')), entries: entriesOf(chunks, { type, depth, width }) }
    : { ...size, ...decoded(smallPng(file, size)) };
  return { width, height, dpi: dpiOf(chunks.of('pHYs')), rotation: 0, pieces: [piece] };
}

/** A PDF holds the data of a PNG as it is, with its filters (ISO 32000-1, 7.4.4.4). */
function entriesOf(
  chunks: Chunks,
  { type, depth, width }: { type: number; depth: number; width: number },
): string {
  const { samples = 1, space = '' } = COLOURS[type] ?? {};
  const palette = chunks.of('PLTE')[0] ?? Buffer.alloc(0);
  if (type === 3 && palette.length < 3) throw damagedPicture('it has no palette');
  const colours =
    type === 3
      ? `[/Indexed /DeviceRGB ${Math.floor(palette.length / 3) - 1} <${palette.toString('hex')}>]`
      : space;
  return `/ColorSpace ${colours} /BitsPerComponent ${depth} /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors ${samples} /BitsPerComponent ${depth} /Columns ${width} >>`;
}

type Decoded = ReturnType<typeof decode>;

/** Interlaced ones, and those one can see through: over white. */
function decoded(bytes: Uint8Array): Pick<Piece, 'data' | 'entries'> {
  const image = decodedPng(bytes);
  const pixelAt = image.palette ? paletteReader(image) : sampleReader(image);
  const grey = new Uint8Array(image.width * image.height);
  for (let i = 0; i < grey.length; i++) {
    const { light, cover } = pixelAt(i);
    grey[i] = Math.round(WHITE * (light * cover + 1 - cover));
  }
  return { data: grey, entries: '/ColorSpace /DeviceGray /BitsPerComponent 8' };
}

/** Both from 0 to 1; a cover of 0 is not seen. */
interface Pixel {
  light: number;
  cover: number;
}

/** Rec. 601. */
const lightOf = (red: number, green: number, blue: number): number =>
  0.299 * red + 0.587 * green + 0.114 * blue;

function paletteReader({ data, palette = [] }: Decoded): (i: number) => Pixel {
  const pixels = palette.map(([red = 0, green = 0, blue = 0, alpha = WHITE]) => ({
    light: lightOf(red, green, blue) / WHITE,
    cover: alpha / WHITE,
  }));
  return (i) => pixels[data[i] ?? 0] ?? { light: 1, cover: 1 };
}

function sampleReader({ data, channels, depth, transparency }: Decoded): (i: number) => Pixel {
  const most = 2 ** depth - 1;
  const colours = channels < 3 ? 1 : 3;
  const clear = transparency ? [...transparency] : null;
  return (i) => {
    const at = i * channels;
    const red = data[at] ?? 0;
    const [green, blue] = colours === 1 ? [red, red] : [data[at + 1] ?? 0, data[at + 2] ?? 0];
    const isClear = clear?.every((value, place) => value === data[at + place]) ?? false;
    const alpha = channels > colours ? (data[at + colours] ?? most) / most : 1;
    return { light: lightOf(red, green, blue) / most, cover: isClear ? 0 : alpha };
  };
}

function decodedPng(bytes: Uint8Array): Decoded {
  try {
    return decode(bytes);
  } catch (error) {
    throw damagedPicture(error instanceof Error ? error.message : 'it is damaged');
  }
}
