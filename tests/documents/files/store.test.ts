import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../lib/core/clock.ts';
import { randomIds } from '../../../lib/core/ids.ts';
import { documentBytes, type StoreDeps, storeDocument } from '../../../lib/documents/files/store.ts';
import { documentFor } from '../../../lib/files/find-document.ts';
import { PART_BYTES } from '../../../lib/files/part-size.ts';
import { beforeTransactions } from '../../support/before-transactions.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { database } from '../../support/jobs.ts';
import { fileOf, pieces, sha256 } from './given-bytes.ts';

let fresh: FreshDatabase;
let deps: StoreDeps;

beforeAll(async () => {
  fresh = await freshDatabase();
  deps = { db: database(fresh.url), ids: randomIds, clock: systemClock };
});
afterAll(() => fresh.drop());

const store = (bytes: Uint8Array, owner = 'ann') =>
  storeDocument(deps, { owner, name: 'a.pdf', bytes: pieces(bytes) });

const countsSchema = z.object({ documents: z.int(), parts: z.int() });
async function kept(owner: string): Promise<z.infer<typeof countsSchema>> {
  const { rows } =
    await deps.db.execute(sql`select count(distinct d.id)::int as documents, count(p.part)::int as parts
    from documents d left join document_parts p on p.document_id = d.id where d.owner = ${owner}`);
  return countsSchema.parse(rows[0]);
}

describe('storeDocument', () => {
  test.each([
    ['nothing', 0],
    ['one byte', 1],
    ['exactly one part', PART_BYTES],
    ['exactly two parts', 2 * PART_BYTES],
    ['two parts and a half', 2.5 * PART_BYTES],
  ])('a file of %s comes back byte for byte', async (_name, size) => {
    const bytes = fileOf(4).subarray(0, size);
    const stored = await store(bytes);
    expect(stored).toMatchObject({ name: 'a.pdf', size, sha256: sha256(bytes) });
    const back = await documentBytes(deps.db, stored.id);
    expect(back?.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(Buffer.compare(back ?? new Uint8Array(), bytes)).toBe(0);
    expect(back?.length).toBe(size);
  });

  test('the same content of one owner is stored once, and its time moves', async () => {
    const bytes = fileOf(2);
    const first = await store(bytes, 'bob');
    await deps.db.execute(
      sql`update documents set used_at = used_at - interval '20 days' where id = ${first.id}`,
    );
    expect(await store(bytes, 'bob')).toEqual(first);
    expect(await kept('bob')).toEqual({ documents: 1, parts: 2 });
    const { rows } = await deps.db.execute(
      sql`select used_at > now() - interval '1 minute' as moved from documents where id = ${first.id}`,
    );
    expect(rows).toEqual([{ moved: true }]);
  });

  test('two owners with the same content never share it', async () => {
    const bytes = fileOf(1);
    const [mine, theirs] = [await store(bytes, 'cyd'), await store(bytes, 'dan')];
    expect(mine.id).not.toBe(theirs.id);
    expect(await documentFor(deps.db, 'cyd', theirs.id)).toBeNull();
    expect(await documentFor(deps.db, 'cyd', mine.id)).toEqual(mine);
  });

  test.each([1, 2])('many at once with the same %i parts all succeed and leave one', async (parts) => {
    const bytes = fileOf(parts);
    const owner = `many-${parts}`;
    const all = await Promise.all(Array.from({ length: 6 }, () => store(bytes, owner)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(await kept(owner)).toEqual({ documents: 1, parts });
  });

  test('a small file costs one round trip', async () => {
    let trips = 0;
    const counted = beforeTransactions(deps.db, async () => void trips++);
    const bytes = pieces(fileOf(1));
    await storeDocument({ ...deps, db: counted }, { owner: 'eve', name: null, bytes });
    expect(trips).toBe(1);
  });

  test('bytes that break off leave nothing that counts, and an upload that expires', async () => {
    async function* broken() {
      yield fileOf(3);
      throw new Error('the other side went away');
    }
    const failing = storeDocument(deps, { owner: 'fay', name: null, bytes: broken() });
    await expect(failing).rejects.toThrow('went away');
    const { rows } = await deps.db.execute(
      sql`select status, expires_at > now() + interval '23 hours' as later from documents where owner = 'fay'`,
    );
    expect(rows).toEqual([{ status: 'uploading', later: true }]);
  });

  test('a name that no database takes is mended', async () => {
    const named = { owner: 'ann', name: `a\0b\ud800${'x'.repeat(300)}`, bytes: pieces(fileOf(1)) };
    const { name } = await storeDocument(deps, named);
    expect(name).toMatch(/^ab\ufffdx{252}$/);
  });
});

describe('documentBytes', () => {
  test('a document that is no longer kept is null', async () => {
    const { id } = await store(fileOf(2));
    await deps.db.execute(sql`delete from documents where id = ${id}`);
    expect(await documentBytes(deps.db, id)).toBeNull();
  });

  test('a part that is shorter than its place is never read as the file', async () => {
    const { id } = await store(fileOf(2));
    await deps.db.execute(
      sql`update document_parts set data = 'AAAA' where document_id = ${id} and part = 2`,
    );
    await expect(documentBytes(deps.db, id)).rejects.toThrow(`Part 2 of ${id} has 3 bytes in place of 1000.`);
  });
});

describe('documentFor', () => {
  test('follows a document to the one that has its content', async () => {
    const first = await store(fileOf(1));
    await deps.db.execute(sql`insert into documents (id, owner, name, size, sha256, status, same_as)
      values ('doc_again', 'ann', 'b.pdf', ${first.size}::int, ${first.sha256}, 'complete', ${first.id})`);
    expect(await documentFor(deps.db, 'ann', 'doc_again')).toEqual({ ...first, name: 'b.pdf' });
    expect((await documentBytes(deps.db, 'doc_again'))?.length).toBe(first.size);
  });

  test('says that an upload is not whole, and knows none that has expired', async () => {
    await deps.db.execute(sql`insert into documents (id, owner, size, expires_at) values
      ('doc_half', 'ann', 5, now() + interval '1 hour'), ('doc_late', 'ann', 5, now() - interval '1 hour')`);
    expect(await documentFor(deps.db, 'ann', 'doc_half')).toBe('uploading');
    expect(await documentFor(deps.db, 'ann', 'doc_late')).toBeNull();
    expect(await documentFor(deps.db, 'bob', 'doc_half')).toBeNull();
  });
});
