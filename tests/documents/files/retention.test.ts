import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../../dev/postgres/admin.ts';
import { documentRetention } from '../../../lib/documents/files/retention.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { createdJob, jobsContext } from '../../support/jobs.ts';
import { endedJob, isThere, readingJob, storedDocument } from './given-documents.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
});
afterAll(() => fresh.drop());

async function agedDocument(days: number): Promise<string> {
  const id = await storedDocument(context.db);
  await context.db.execute(
    sql`update documents set used_at = used_at - ${days} * interval '1 day' where id = ${id}`,
  );
  return id;
}

describe('what is no longer kept', () => {
  test('is a document unused for its days, and its results stay', async () => {
    const [old, young] = [await agedDocument(31), await agedDocument(29)];
    const job = await endedJob(context, old);
    expect(await documentRetention(30)({ db: context.db, goOn: () => true })).toEqual({
      documents_deleted: 1,
      uploads_expired: 0,
    });
    expect([await isThere(context.db, old), await isThere(context.db, young)]).toEqual([false, true]);
    const { rows } = await context.db.execute(
      sql`select document_id from document_reports where job_id = ${job}`,
    );
    expect(rows).toEqual([{ document_id: null }]);
  });

  test('is never what an unfinished job reads', async () => {
    const old = await agedDocument(31);
    await endedJob(context, old);
    await readingJob(context, old);
    expect(await documentRetention(30)({ db: context.db, goOn: () => true })).toMatchObject({
      documents_deleted: 0,
    });
    expect(await isThere(context.db, old)).toBe(true);
  });

  test('is not a document that stands for one in use, however long ago it came', async () => {
    const used = await storedDocument(context.db);
    await context.db.execute(sql`insert into documents (id, owner, size, sha256, status, same_as, used_at)
      select 'doc_same', owner, size, sha256, status, id, now() - interval '90 days' from documents where id = ${used}`);
    await documentRetention(30)({ db: context.db, goOn: () => true });
    expect(await isThere(context.db, 'doc_same')).toBe(true);
  });

  test('is an upload past its time, with its parts', async () => {
    await context.db.execute(sql`insert into documents (id, owner, size, expires_at) values
      ('doc_late', 'ann', 5, now() - interval '1 minute'), ('doc_soon', 'ann', 5, now() + interval '1 minute')`);
    await context.db.execute(sql`insert into document_parts (document_id, part, data, size, sha256)
      values ('doc_late', 1, '', 0, '')`);
    expect(await documentRetention(30)({ db: context.db, goOn: () => true })).toMatchObject({
      uploads_expired: 1,
    });
    expect([await isThere(context.db, 'doc_late'), await isThere(context.db, 'doc_soon')]).toEqual([
      false,
      true,
    ]);
  });

  test('goes in batches until none is left, or until the time is up', async () => {
    await context.db.execute(sql`insert into documents (id, owner, size, expires_at)
      select 'doc_late_' || i, 'ann', 5, now() - interval '1 minute' from generate_series(1, 50) i`);
    let asked = 0;
    expect(await documentRetention(30)({ db: context.db, goOn: () => asked++ < 1 })).toMatchObject({
      uploads_expired: 5,
    });
    expect(await documentRetention(30)({ db: context.db, goOn: () => true })).toMatchObject({
      uploads_expired: 45,
    });
  });

  test('is not a document for which a job is created meanwhile', async () => {
    const old = await agedDocument(31);
    const { id: created } = await createdJob(context, 1);
    await withClient(fresh.directUrl, async (creation) => {
      await creation.query('begin');
      await creation.query(
        `insert into document_reports (job_id, owner, document_id) values ('${created}', 'ann', '${old}')`,
      );
      const discarding = documentRetention(30)({ db: context.db, goOn: () => true });
      await sleep(300);
      await creation.query('commit');
      expect(await discarding).toMatchObject({ documents_deleted: 0 });
    });
    expect(await isThere(context.db, old)).toBe(true);
  });
});
