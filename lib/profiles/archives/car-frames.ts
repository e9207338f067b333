import type { StoredFile } from '../../files/stored-file.ts';
import { unreadableArchive } from './unreadable.ts';

/** A block of a CAR. */
export interface Frame {
  /** SHA-256 of the block as a string of bytes, as its CID says; empty in the header, which has none. */
  digest: string;
  block: Buffer;
  /** Bytes from the beginning of the file to behind the block. */
  end: number;
}

/** A repository has records of at most 1 MB. */
const MOST_FRAME = 2_000_000;
/** CIDv1 of DAG-CBOR with SHA-256, as Bluesky's repositories have. */
const CID = Buffer.from([0x01, 0x71, 0x12, 0x20]);
const CID_BYTES = CID.length + 32;

/** @returns the digest in a CID; null if it is of another kind. */
export function digestOf(cid: Uint8Array): string | null {
  const bytes = Buffer.from(cid.buffer, cid.byteOffset, cid.byteLength);
  if (bytes.length < CID_BYTES || !bytes.subarray(0, CID.length).equals(CID)) return null;
  return bytes.toString('latin1', CID.length, CID_BYTES);
}

/** An unsigned LEB128 number: its value, and where it ends; null if the bytes end before it does. */
function varint(bytes: Buffer, from: number): { value: number; at: number } | null {
  let value = 0;
  for (let at = from; at < bytes.length && at < from + 5; at++) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (at - from));
    if (byte < 0x80) return { value, at: at + 1 };
  }
  return null;
}

function frameOf(body: Buffer, end: number): Frame {
  const digest = digestOf(body);
  return digest === null
    ? { digest: '', block: body, end }
    : { digest, block: body.subarray(CID_BYTES), end };
}

/**
 * The blocks of a CAR (v1) from `offset` on, which is 0 or where a block ends: https://ipld.io/specs/transport/car/carv1/
 * @throws PermanentError `archive_unreadable` if it is none or is cut off
 */
export async function* carFrames(file: StoredFile, offset: number): AsyncGenerator<Frame> {
  let rest = Buffer.alloc(0);
  let start = offset;
  for await (const piece of file.range(offset, file.size)) {
    rest = Buffer.concat([rest, piece]);
    let at = 0;
    for (let length = varint(rest, at); length !== null; length = varint(rest, at)) {
      if (length.value > MOST_FRAME || length.value === 0) throw noCar(start + at);
      const end = length.at + length.value;
      if (end > rest.length) break;
      yield frameOf(rest.subarray(length.at, end), start + end);
      at = end;
    }
    rest = Buffer.from(rest.subarray(at));
    start += at;
  }
  if (rest.length > 0) throw noCar(start);
}

const noCar = (at: number) =>
  unreadableArchive(
    `The file is no CAR of a Bluesky repository, or it is cut off (at byte ${at}). Export it again.`,
  );
