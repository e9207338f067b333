import { createHash } from 'node:crypto';
import { encode, Token, Type } from 'cborg';

/** A content id, as a repository refers to a block. */
class Cid {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

const encoded = (value: unknown): Buffer =>
  Buffer.from(
    encode(value, {
      typeEncoders: {
        Object: (given: unknown) =>
          given instanceof Cid
            ? [new Token(Type.tag, 42), new Token(Type.bytes, Buffer.concat([Buffer.from([0]), given.bytes]))]
            : null,
      },
    }),
  );

const cidOf = (block: Buffer): Cid =>
  new Cid(Buffer.concat([Buffer.from([1, 0x71, 0x12, 0x20]), createHash('sha256').update(block).digest()]));

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left > 0x7f; left >>>= 7) bytes.push((left & 0x7f) | 0x80);
  return Buffer.from([...bytes, left]);
}

const framed = (body: Buffer): Buffer => Buffer.concat([varint(body.length), body]);
const blockOf = (block: Buffer): Buffer => framed(Buffer.concat([cidOf(block).bytes, block]));

/** A repository as a personal data server exports it: one node of paths, its records before and behind it. */
export function carOf(did: string, records: Readonly<Record<string, unknown>>): Uint8Array<ArrayBuffer> {
  const blocks = Object.entries(records)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, record]) => ({ path, block: encoded(record) }));
  let last = '';
  const e = blocks.map(({ path, block }) => {
    let p = 0;
    while (p < last.length && last[p] === path[p]) p++;
    last = path;
    return { p, k: Buffer.from(path.slice(p)), v: cidOf(block), t: null };
  });
  const node = encoded({ e, l: null });
  const commit = encoded({
    did,
    rev: '3k',
    sig: Buffer.alloc(64),
    data: cidOf(node),
    prev: null,
    version: 3,
  });
  const [first, ...others] = blocks.map(({ block }) => blockOf(block));
  const header = framed(encoded({ roots: [cidOf(commit)], version: 1 }));
  return new Uint8Array(
    Buffer.concat([header, blockOf(commit), first ?? Buffer.alloc(0), blockOf(node), ...others]),
  );
}
