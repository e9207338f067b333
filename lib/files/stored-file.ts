import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { PermanentError } from '../core/errors.ts';
import type { Database } from '../db/client.ts';
import { bytesOfPart, PART_BYTES } from './part-size.ts';

/** A stored file that is read piece by piece: at most two of its parts are in memory. */
export interface StoredFile {
  /** Bytes. */
  size: number;
  /**
   * The bytes from `from` to before `to`, in pieces of at most one part; each is used before the next is asked for.
   * @throws PermanentError `file_not_kept`. @throws RangeError outside the file
   */
  range(from: number, to: number): AsyncGenerator<Buffer>;
}

const rowSchema = z.object({ data: z.string() });
const sizeSchema = z.object({ size: z.int() });

function notKept(): PermanentError {
  return new PermanentError(
    'file_not_kept',
    'The file is no longer kept. Upload it again, and submit it anew.',
  );
}

async function partOf(db: Database, id: string, size: number, part: number): Promise<Buffer> {
  const { rows } = await db.execute(
    sql`select data from document_parts where document_id = ${id} and part = ${part}::int`,
  );
  if (rows[0] === undefined) throw notKept();
  const bytes = Buffer.from(rowSchema.parse(rows[0]).data, 'base64');
  const wanted = bytesOfPart(size, part);
  if (bytes.length === wanted) return bytes;
  throw new Error(`Part ${part} of ${id} has ${bytes.length} bytes in place of ${wanted}.`);
}

/** @param id under which the parts are stored, as `documentFor` gives it. @throws PermanentError `file_not_kept` */
export async function storedFile(db: Database, id: string): Promise<StoredFile> {
  const { rows } = await db.execute(sql`select size from documents where id = ${id} and status = 'complete'`);
  if (rows[0] === undefined) throw notKept();
  const { size } = sizeSchema.parse(rows[0]);
  let last: { part: number; bytes: Buffer } | null = null;
  return {
    size,
    async *range(from, to) {
      if (from < 0 || to > size || from > to) throw new RangeError(`${from} to ${to} is not in the file.`);
      for (let at = from; at < to; ) {
        const part = Math.floor(at / PART_BYTES) + 1;
        if (last?.part !== part) last = { part, bytes: await partOf(db, id, size, part) };
        const start = (part - 1) * PART_BYTES;
        const { bytes } = last;
        const end = Math.min(to, start + bytes.length);
        yield bytes.subarray(at - start, end - start);
        at = end;
      }
    },
  };
}
