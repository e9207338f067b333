import { sql } from 'drizzle-orm';
import { Refusal } from '../../core/errors.ts';
import { transact } from '../../db/client.ts';
import { bytesOfPart, PART_BYTES, partsOf } from '../../files/part-size.ts';
import type { JobsContext } from '../../jobs/context.ts';
import { write } from '../../jobs/write.ts';
import { type DocumentState, stateOf, stateStatement } from './state.ts';
import { partColumns, sha256Of } from './statements.ts';

export interface GivenPart {
  owner: string;
  /** Of the document. */
  id: string;
  /** From 1. */
  part: number;
  bytes: Uint8Array;
}

export interface ArrivedPart {
  /** Hex, of this part. */
  sha256: string;
  document: DocumentState;
}

/** Locks the document against its completion, not against other parts. The last bytes sent for a part win. */
function putStatement({ owner, id, part, bytes }: GivenPart) {
  return sql`with open as (
      select id from documents
      where id = ${id} and owner = ${owner} and status = 'uploading' and expires_at > clock_timestamp()
        and ${bytes.length}::bigint > 0
        and ${bytes.length}::bigint = least(${PART_BYTES}::bigint, size - (${part}::bigint - 1) * ${PART_BYTES}::bigint)
      for share
    )
    insert into document_parts (document_id, part, data, size, sha256)
    select id, ${part}::int, ${partColumns(bytes)} from open
    on conflict (document_id, part) do update
      set data = excluded.data, size = excluded.size, sha256 = excluded.sha256
    returning part`;
}

function refusalOf({ part, bytes }: GivenPart, { id, status, size }: DocumentState): Refusal {
  if (status === 'complete') {
    return new Refusal('upload_complete', `Document ${id} is complete and takes no more parts.`);
  }
  const parts = partsOf(size);
  if (part > parts) {
    const message = `There is no part ${part}: a file of ${size} bytes has parts 1 to ${parts}.`;
    return new Refusal('invalid_input', message, { faults: [{ path: 'part', code: 'too_high', message }] });
  }
  const wanted = bytesOfPart(size, part);
  const message = `Part ${part} of ${parts} has ${wanted} bytes; ${bytes.length} arrived. Send it whole and raw.`;
  return new Refusal('invalid_input', message, { faults: [{ path: 'body', code: 'wrong_size', message }] });
}

/**
 * Stores one part of an upload, in one round trip. Parts may come in any order and more than once.
 * @throws Refusal `not_found`, `upload_complete`, `invalid_input`, `database_unavailable`, `outcome_unknown`
 */
export async function putPart(context: JobsContext, given: GivenPart): Promise<ArrivedPart> {
  const { owner, id, bytes } = given;
  const statement = putStatement(given);
  const { value } = await write(context, () => transact(context.db, [statement, stateStatement(owner, id)]), {
    advice: () => 'Send the part again: the last bytes sent for a part count.',
  });
  const [put, state] = value;
  const document = stateOf(id, state);
  if (put?.length !== 1) throw refusalOf(given, document);
  return { sha256: sha256Of(bytes), document };
}
