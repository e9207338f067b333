import { sql } from 'drizzle-orm';
import { transact } from '../../db/client.ts';
import type { JobsContext } from '../../jobs/context.ts';
import { write } from '../../jobs/write.ts';
import { fileName } from './file-name.ts';
import { type DocumentState, stateOf, stateStatement } from './state.ts';
import { UPLOAD_HOURS, useKnown } from './statements.ts';

export interface Announced {
  owner: string;
  name: string | null;
  /** Bytes, at least 1. */
  size: number;
  /** Hex, if the sender knows it. */
  sha256: string | null;
}

/**
 * Begins an upload, in one round trip. If the owner already has a file with this digest and size, the document is
 * complete at once.
 * @throws Refusal `database_unavailable`, `outcome_unknown`
 */
export async function beginUpload(context: JobsContext, announced: Announced): Promise<DocumentState> {
  const { owner, size, sha256 } = announced;
  const id = context.ids.document(context.clock.now());
  const insert = sql`with known as (${useKnown({ id, owner, sha256 }, sql`size = ${size}::int`)})
    insert into documents (id, owner, name, size, status, sha256, same_as, expires_at)
    select ${id}::text, ${owner}::text, ${fileName(announced.name)}::text, ${size}::int,
      case when known.id is null then 'uploading' else 'complete' end, known.sha256, known.id,
      case when known.id is null then clock_timestamp() + ${UPLOAD_HOURS} * interval '1 hour' end
    from (select) as one left join known on true
    on conflict (id) do nothing`;
  const { value } = await write(context, () => transact(context.db, [insert, stateStatement(owner, id)]), {
    advice: () => `Send it again: if document ${id} was begun, it expires unused in ${UPLOAD_HOURS} hours.`,
  });
  return stateOf(id, value[1]);
}
