import { checkSize, damagedPicture, type Picture, ROTATIONS, unsupportedPicture } from './picture.ts';

const SPACES: Readonly<Record<number, string>> = {
  1: '/ColorSpace /DeviceGray',
  3: '/ColorSpace /DeviceRGB',
  4: '/ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0]',
};
/** Dots an inch for one a unit: inches and centimetres. */
const UNITS: Readonly<Record<number, number>> = { 1: 1, 2: 2.54 };

interface JpegFrame {
  width: number;
  height: number;
  samples: number;
  dpi: Picture['dpi'];
  rotation: Picture['rotation'];
}

/** Markers with a frame header, ITU-T T.81, table B.1: all but those for tables (C4, C8, CC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

interface Segment {
  marker: number;
  body: Buffer;
}

/** Segments up to the data; fill bytes may stand before each (T.81, B.1.1.2). */
function* segmentsOf(file: Buffer): Generator<Segment> {
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff; ) {
    const marker = file[at + 1] ?? 0;
    const length = marker === 0xff ? -1 : file.readUInt16BE(at + 2);
    if (length > 0) yield { marker, body: file.subarray(at + 4, at + 2 + length) };
    at += 2 + length;
  }
}

/** Reads the header of a JPEG. @throws PermanentError picture_damaged */
function jpegFrame(file: Buffer): JpegFrame {
  let [dpi, rotation]: [Picture['dpi'], Picture['rotation']] = [null, 0];
  for (const { marker, body } of segmentsOf(file)) {
    if (marker === 0xe0) dpi = densityOf(body) ?? dpi;
    if (marker === 0xe1) rotation = ROTATIONS[orientationOf(body)] ?? rotation;
    if (!isFrame(marker) || body.length < 6) continue;
    return {
      height: body.readUInt16BE(1),
      width: body.readUInt16BE(3),
      samples: body[5] ?? 0,
      dpi,
      rotation,
    };
  }
  throw damagedPicture('it has no frame');
}

/** JFIF 1.02, APP0. */
function densityOf(body: Buffer): Picture['dpi'] {
  if (body.length < 12 || body.toString('latin1', 0, 4) !== 'JFIF') return null;
  const by = UNITS[body[7] ?? 0];
  return by === undefined ? null : [body.readUInt16BE(8) * by, body.readUInt16BE(10) * by];
}

/** Exif's orientation, in the first directory of the TIFF within; 1 if it says none. */
function orientationOf(body: Buffer): number {
  if (body.length < 20 || body.toString('latin1', 0, 4) !== 'Exif') return 1;
  const tiff = body.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) =>
    at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const start = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let i = 0; i < short(start); i++) {
    const at = start + 2 + i * 12;
    if (short(at) === 0x0112) return short(at + 8);
  }
  return 1;
}

/** @throws PermanentError picture_damaged, picture_too_large, picture_unsupported */
export function jpegPicture(bytes: Uint8Array): Picture {
  const { width, height, samples, dpi, rotation } = jpegFrame(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
  );
  checkSize(width, height);
  const space = SPACES[samples];
  if (space === undefined) throw unsupportedPicture(`${samples} colours`);
  const entries = `${space} /BitsPerComponent 8 /Filter /DCTDecode`;
  return { width, height, dpi, rotation, pieces: [{ x: 0, y: 0, width, height, data: bytes, entries }] };
}
