import type { Database } from '../../db/client.ts';
import type { StoredDocument } from '../../files/find-document.ts';
import { PART_BYTES } from '../../files/part-size.ts';
import type { ByteRange } from './byte-range.ts';
import { partData } from './store.ts';

/**
 * The bytes of a range, one read of the database for each part that it touches.
 * @throws Error if the file was deleted meanwhile, so that a file that is cut off cannot pass for a whole one
 */
export async function* streamFile(
  db: Database,
  { id }: Pick<StoredDocument, 'id'>,
  { from, to }: ByteRange,
): AsyncGenerator<Uint8Array> {
  for (let at = from; at <= to; ) {
    const place = Math.floor(at / PART_BYTES);
    const data = await partData(db, id, place + 1);
    const start = place * PART_BYTES;
    const bytes = Buffer.from(data ?? '', 'base64').subarray(at - start, to + 1 - start);
    if (bytes.length === 0) throw new Error(`Part ${place + 1} of ${id} is gone or too short.`);
    yield bytes;
    at += bytes.length;
  }
}
