import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../../dev/postgres/admin.ts';
import { releaseDocument } from '../../../lib/documents/files/release.ts';
import { cancelJob } from '../../../lib/engine/cancel.ts';
import { removeJob } from '../../../lib/engine/remove.ts';
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

const remove = (owner: string, id: string) => removeJob(context, { owner, id, releases: [releaseDocument] });

const partsLeft = async (documentId: string) =>
  (await context.db.execute(sql`select from document_parts where document_id = ${documentId}`)).rows.length;

describe('deleting a job', () => {
  test('deletes the document that it alone has, with its parts and all that stands for it', async () => {
    const document = await storedDocument(context.db);
    await context.db.execute(sql`insert into documents (id, owner, size, sha256, status, same_as)
      select 'doc_same', owner, size, sha256, status, id from documents where id = ${document}`);
    await remove('ann', await endedJob(context, document));
    expect([await isThere(context.db, document), await isThere(context.db, 'doc_same')]).toEqual([
      false,
      false,
    ]);
    expect(await partsLeft(document)).toBe(0);
  });

  test('keeps the document while another job has it, ended or not, and deletes it with the last', async () => {
    const document = await storedDocument(context.db);
    const [first, second, third] = [
      await endedJob(context, document),
      await endedJob(context, document),
      await readingJob(context, document),
    ];
    await remove('ann', first);
    expect(await isThere(context.db, document)).toBe(true);
    await cancelJob(context, 'ann', third);
    await remove('ann', third);
    expect(await isThere(context.db, document)).toBe(true);
    await remove('ann', second);
    expect(await isThere(context.db, document)).toBe(false);
  });

  test('at once with the only other job leaves no document behind', async () => {
    for (let round = 0; round < 5; round++) {
      const document = await storedDocument(context.db);
      const both = [await endedJob(context, document), await endedJob(context, document)];
      await Promise.all(both.map((id) => remove('ann', id)));
      expect(await isThere(context.db, document)).toBe(false);
    }
  });

  test('that is refused keeps the document', async () => {
    const document = await storedDocument(context.db);
    const unfinished = await readingJob(context, document);
    await expect(remove('ann', unfinished)).rejects.toMatchObject({ code: 'not_finished' });
    await expect(remove('bob', unfinished)).rejects.toMatchObject({ code: 'not_found' });
    expect(await isThere(context.db, document)).toBe(true);
  });

  test('waits for a job that is being created for its document, and keeps it for that one', async () => {
    const document = await storedDocument(context.db);
    const ended = await endedJob(context, document);
    const { id: created } = await createdJob(context, 1);
    await withClient(fresh.directUrl, async (creation) => {
      await creation.query('begin');
      await creation.query(
        `insert into document_reports (job_id, owner, document_id) values ('${created}', 'ann', '${document}')`,
      );
      let removed = false;
      const removal = remove('ann', ended).then(() => {
        removed = true;
      });
      await sleep(300);
      expect(removed).toBe(false);
      await creation.query('commit');
      await removal;
    });
    const { rows } = await context.db.execute(
      sql`select document_id from document_reports where job_id = ${created}`,
    );
    expect(rows).toEqual([{ document_id: document }]);
    expect(await partsLeft(document)).toBe(1);
  });
});
