import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { transact } from '../../db/client.ts';
import { partsOf } from '../../files/part-size.ts';
import { type JobsContext, query } from '../../jobs/context.ts';
import { write } from '../../jobs/write.ts';
import { type DocumentState, getDocument, noDocument, stateOf, stateStatement } from './state.ts';
import { type Content, lockContent, useKnown } from './statements.ts';

const MOST_NAMED = 100;

const partSchema = z.object({ data: z.string(), sha256: z.string() });

interface Digest {
  /** Hex, of the whole file. */
  sha256: string;
  /** Digests of its parts, in order. */
  ofParts: string;
}

async function partOf(context: JobsContext, id: string, part: number): Promise<z.infer<typeof partSchema>> {
  const { rows } = await query(context, () =>
    context.db.execute(
      sql`select data, sha256 from document_parts where document_id = ${id} and part = ${part}::int`,
    ),
  );
  if (rows[0] === undefined) throw noDocument(id);
  return partSchema.parse(rows[0]);
}

/** Reads each part while the one before is hashed: an archive has 256. @throws Refusal `not_found` if one is gone */
async function digestOf(context: JobsContext, { id, size }: DocumentState): Promise<Digest> {
  const hash = createHash('sha256');
  const ofParts: string[] = [];
  let next = partOf(context, id, 1);
  for (let part = 1; part <= partsOf(size); part++) {
    const { data, sha256 } = await next;
    if (part < partsOf(size)) {
      next = partOf(context, id, part + 1);
      next.catch(() => 'thrown where it is awaited');
    }
    hash.update(data, 'base64');
    ofParts.push(sha256);
  }
  return { sha256: hash.digest('hex'), ofParts: ofParts.join(' ') };
}

/**
 * Completes the upload if its parts have not changed since they were read; deletes them if the content is stored
 * already.
 */
function settle(content: Content, { ofParts }: Digest): SQL {
  const { id, owner, sha256 } = content;
  const unchanged = sql`(select string_agg(sha256, ' ' order by part) from document_parts where document_id = ${id})
    = ${ofParts}`;
  return sql`with known as (${useKnown(content, unchanged)}),
    mine as (
      update documents set status = 'complete', sha256 = ${sha256}, expires_at = null, used_at = clock_timestamp(),
        same_as = (select id from known)
      where id = ${id} and owner = ${owner} and status = 'uploading' and expires_at > clock_timestamp()
        and ${unchanged}
      returning same_as
    )
    delete from document_parts where document_id = ${id} and exists (select from mine where same_as is not null)`;
}

function incomplete({ id, size, missing }: DocumentState): Refusal {
  const named = missing.slice(0, MOST_NAMED);
  const more = missing.length > named.length ? ` and ${missing.length - named.length} more` : '';
  return new Refusal(
    'upload_incomplete',
    `Document ${id} still lacks these of its ${partsOf(size)} parts: ${named.join(', ')}${more}. Send them, then ` +
      'complete it.',
    {
      faults: named.map((part) => ({
        path: `parts.${part}`,
        code: 'missing',
        message: `Part ${part} has not arrived. Send it with PUT /api/v1/documents/${id}/parts/${part}.`,
      })),
    },
  );
}

function mismatch(id: string, found: string, remedy: string): Refusal {
  return new Refusal('digest_mismatch', `The SHA-256 of document ${id} is ${found}. ${remedy}`);
}

function assertDigest({ id, sha256 }: DocumentState, said: string): void {
  if (sha256 === null || sha256 === said) return;
  throw mismatch(id, sha256, `It is complete; ${said} is the digest of another file.`);
}

/**
 * Completes an upload. Repeated, it gives the same answer.
 * @param given.sha256 hex, lower case, of the whole file
 * @throws Refusal `not_found`, `upload_incomplete`, `digest_mismatch`, `database_unavailable`; the parts are kept
 */
export async function completeUpload(
  context: JobsContext,
  given: Pick<Content, 'id' | 'owner' | 'sha256'>,
): Promise<DocumentState> {
  const { id, owner } = given;
  const before = await getDocument(context, owner, id);
  assertDigest(before, given.sha256);
  if (before.status === 'complete') return before;
  if (before.missing.length > 0) throw incomplete(before);
  const digest = await digestOf(context, before);
  const again = 'The parts are kept: send those that differ again. The answer to each part holds its digest.';
  if (digest.sha256 !== given.sha256) throw mismatch(id, digest.sha256, again);
  const content = { ...given, size: before.size };
  const complete = () =>
    transact(context.db, [
      lockContent(content),
      sql`select from documents where id = ${id} for update`,
      settle(content, digest),
      stateStatement(owner, id),
    ]);
  const { value } = await write(context, complete, {
    advice: () => 'Send it again: completing a document twice is the same as completing it once.',
  });
  const after = stateOf(id, value[3]);
  assertDigest(after, given.sha256);
  if (after.status === 'complete') return after;
  throw mismatch(
    id,
    'not known',
    'Parts were sent again in the meantime: complete it again once all are sent.',
  );
}
