import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../../dev/postgres/admin.ts';
import { beginUpload } from '../../../lib/documents/files/begin-upload.ts';
import { completeUpload } from '../../../lib/documents/files/complete-upload.ts';
import { putPart } from '../../../lib/documents/files/put-part.ts';
import { removeDocument } from '../../../lib/documents/files/remove-document.ts';
import { getDocument } from '../../../lib/documents/files/state.ts';
import { documentBytes } from '../../../lib/documents/files/store.ts';
import { createJob } from '../../../lib/engine/accept/create.ts';
import { beforeTransactions } from '../../support/before-transactions.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { createdJob, jobsContext, newJob } from '../../support/jobs.ts';
import { fileOf, sha256 } from './given-bytes.ts';
import { isThere, storedDocument } from './given-documents.ts';

const owner = 'ann';
let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
});
afterAll(() => fresh.drop());

/** An upload of one part that has arrived. */
async function arrived(): Promise<{ id: string; bytes: Buffer }> {
  const bytes = fileOf(1);
  const { id } = await beginUpload(context, { owner, name: null, size: bytes.length, sha256: null });
  await putPart(context, { owner, id, part: 1, bytes });
  return { id, bytes };
}

const OTHER = `update document_parts set data = '${Buffer.alloc(1_000).toString('base64')}',
  sha256 = '${sha256(Buffer.alloc(1_000))}' where document_id = `;

/** Another connection holds what it did until `work` is under way. */
async function heldWhile(hold: (other: Client) => Promise<void>, work: () => Promise<unknown>) {
  return withClient(fresh.directUrl, async (other) => {
    await other.query('begin');
    await hold(other);
    let ended = false;
    const working = work().finally(() => {
      ended = true;
    });
    working.catch(() => 'looked at below');
    await sleep(300);
    const waited = !ended;
    await other.query('commit');
    return { waited, outcome: await working.catch((error: unknown) => error) };
  });
}

describe('an upload is completed as it was read', () => {
  test('a part that is being sent again is waited for, and the digest is not taken for the new bytes', async () => {
    const { id, bytes } = await arrived();
    const { waited, outcome } = await heldWhile(
      async (part) => {
        await part.query(`select from documents where id = '${id}' for share`);
        await part.query(`${OTHER}'${id}'`);
      },
      () => completeUpload(context, { owner, id, sha256: sha256(bytes) }),
    );
    expect(waited).toBe(true);
    expect(outcome).toMatchObject({ code: 'digest_mismatch' });
    expect(await getDocument(context, owner, id)).toMatchObject({ status: 'uploading', missing: [] });
  });

  test('a part that came between the reading and the end is noticed', async () => {
    const { id, bytes } = await arrived();
    const db = beforeTransactions(context.db, async () => {
      await context.db.execute(sql.raw(`${OTHER}'${id}'`));
    });
    const completing = completeUpload({ ...context, db }, { owner, id, sha256: sha256(bytes) });
    await expect(completing).rejects.toMatchObject({ code: 'digest_mismatch' });
    expect(await getDocument(context, owner, id)).toMatchObject({ status: 'uploading' });
  });

  test('a part that meets the end of its upload changes nothing', async () => {
    const { id, bytes } = await arrived();
    const { outcome } = await heldWhile(
      async (completion) => {
        await completion.query(`update documents set status = 'complete', sha256 = '${sha256(bytes)}', expires_at = null
          where id = '${id}'`);
      },
      () => putPart(context, { owner, id, part: 1, bytes: Buffer.alloc(1_000) }),
    );
    expect(outcome).toMatchObject({ code: 'upload_complete' });
    expect(sha256((await documentBytes(context.db, id)) ?? new Uint8Array())).toBe(sha256(bytes));
  });
});

test('a document is not deleted under a job that is being created for it', async () => {
  const document = await storedDocument(context.db);
  const { id } = await createdJob(context, 1);
  const { waited, outcome } = await heldWhile(
    async (creation) => {
      await creation.query(
        `insert into document_reports (job_id, owner, document_id) values ('${id}', 'ann', '${document}')`,
      );
    },
    () => removeDocument(context, owner, document),
  );
  expect(waited).toBe(true);
  expect(outcome).toMatchObject({ code: 'document_in_use' });
  expect(await isThere(context.db, document)).toBe(true);
});

test('a job is not created for a document that is deleted meanwhile: the request is refused, and nothing is there', async () => {
  const document = await storedDocument(context.db);
  const also = (jobId: string) => [
    sql`insert into document_reports (job_id, owner, document_id) values (${jobId}, 'ann', ${document})`,
  ];
  const jobs = () => context.db.execute(sql`select id from jobs`);
  const before = (await jobs()).rows.length;
  const { waited, outcome } = await heldWhile(
    async (deletion) => {
      await deletion.query(`delete from documents where id = '${document}'`);
    },
    () => createJob(context, newJob(1, { also })),
  );
  expect(waited).toBe(true);
  expect(outcome).toMatchObject({ code: 'invalid_input' });
  expect((await jobs()).rows).toHaveLength(before);
});
