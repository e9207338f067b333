import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { type JobsContext, query } from './context.ts';
import type { JobQuery } from './job-query.ts';

/** Keys that one prefix may stand for: each is looked up by itself. */
const MOST_KEYS = 50;
/** Behind every text that begins with what stands before it. */
const LAST = '\u{10ffff}';

const keysSchema = z.array(z.object({ key: z.string() }));

/** The next key, one look into the index each, however many jobs have it. */
const nextKey = (owner: string, prefix: string, after: SQL) => sql`select k.key from job_keys k
  where k.owner = ${owner} and k.key ~>=~ ${prefix} and k.key ~<~ ${prefix + LAST} and ${after}
  order by k.key using ~<~ limit 1`;

/**
 * The step keys that a query names; null if it names none.
 * @throws Refusal `invalid_input` at `q` if more than 50 begin with its prefix; `database_unavailable`.
 */
export async function keysOf(
  context: JobsContext,
  owner: string,
  { key }: JobQuery,
): Promise<readonly string[] | null> {
  if (key === null) return null;
  const { text, isPrefix } = key;
  if (!isPrefix) return [text];
  const { rows } = await query(context, () =>
    context.db.execute(sql`with recursive found as (
        (${nextKey(owner, text, sql`true`)})
        union all
        select (${nextKey(owner, text, sql`k.key ~>~ found.key`)}) from found where found.key is not null
      ) select key from found where key is not null limit ${MOST_KEYS + 1}`),
  );
  const keys = keysSchema.parse(rows).map((row) => row.key);
  if (keys.length <= MOST_KEYS) return keys;
  const message = `q is ${JSON.stringify(`${text}*`)}: more than ${MOST_KEYS} step keys begin with that. Give more of the key.`;
  throw new Refusal('invalid_input', message, { faults: [{ path: 'q', code: 'too_broad', message }] });
}
