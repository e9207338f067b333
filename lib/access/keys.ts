import { and, asc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { transact } from '../db/client.ts';
import { type JobsContext, query } from '../jobs/context.ts';
import { write } from '../jobs/write.ts';
import { apiKeys } from './db-schema.ts';
import { hashOf, KEY_PREFIX } from './key-secret.ts';
import { SCOPES, type Scope } from './scopes.ts';

const rowSchema = z.object({ scopes: z.array(z.enum(SCOPES)) });
const { secretHash: _hash, ...columns } = getTableColumns(apiKeys);

/** A key without its secret. */
export interface Key {
  id: string;
  owner: string;
  name: string;
  scopes: Scope[];
  createdAt: Date;
  createdBy: string | null;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  replacedBy: string | null;
}

/** With the secret, which is told once. */
export interface NewKey {
  key: Key;
  secret: string;
}

export interface KeyRequest {
  owner: string;
  name: string;
  scopes: readonly Scope[];
  /** Null: it does not expire. */
  expiresAt: Date | null;
  /** The name of the key that makes it. */
  createdBy: string | null;
}

const toKey = (row: Omit<Key, 'scopes'> & { scopes: string[] }): Key => ({ ...row, ...rowSchema.parse(row) });

export const noKey = (id: string): Refusal => new Refusal('not_found', `There is no key ${id}.`);

const LOST =
  'List the keys: if there is a new one, revoke it, since its secret was told to nobody. Then send it again.';

/** @throws Refusal `database_unavailable`, `outcome_unknown`. */
export async function createKey(context: JobsContext, request: KeyRequest): Promise<NewKey> {
  const { db, ids, clock } = context;
  const secret = KEY_PREFIX + ids.secret();
  const row = {
    ...request,
    id: ids.key(clock.now()),
    scopes: [...request.scopes],
    secretHash: hashOf(secret),
  };
  // A second try may meet what the first has left.
  const own = { target: apiKeys.id, set: { name: request.name } };
  const insert = () => db.insert(apiKeys).values(row).onConflictDoUpdate(own).returning(columns);
  const { value } = await write(context, insert, { advice: () => LOST });
  const [made] = value;
  if (!made) throw new Error('an insertion returns its row');
  return { key: toKey(made), secret };
}

export interface KeyFilter {
  owner?: string | undefined;
  /** Only keys younger than this one. */
  after?: string | undefined;
  limit: number;
}

/** Oldest first, revoked and expired ones too. */
export async function listKeys(context: JobsContext, { owner, after, limit }: KeyFilter): Promise<Key[]> {
  const where = and(
    ...(owner === undefined ? [] : [eq(apiKeys.owner, owner)]),
    ...(after === undefined ? [] : [gt(apiKeys.id, after)]),
  );
  const select = () =>
    context.db.select(columns).from(apiKeys).where(where).orderBy(asc(apiKeys.id)).limit(limit);
  return (await query(context, select)).map(toKey);
}

/** @throws Refusal `not_found`. */
export async function getKey(context: JobsContext, id: string): Promise<Key> {
  const [row] = await query(context, () =>
    context.db.select(columns).from(apiKeys).where(eq(apiKeys.id, id)),
  );
  if (!row) throw noKey(id);
  return toKey(row);
}

export interface Rotation {
  id: string;
  /** How long the old key stays valid beside the new one. */
  overlapSeconds: number;
  createdBy: string | null;
}

/**
 * Makes a key of the same owner, name and scopes, which lives as long as the old one was made to; the old one ends
 * after the overlap.
 * @throws Refusal `not_found`, `key_replaced`, `database_unavailable`, `outcome_unknown`.
 */
export async function rotateKey(
  context: JobsContext,
  { id, overlapSeconds, createdBy }: Rotation,
): Promise<NewKey> {
  const { db, ids, clock } = context;
  const secret = KEY_PREFIX + ids.secret();
  const next = ids.key(clock.now());
  const statement = sql`with old as (
      update api_keys set replaced_by = ${next},
        expires_at = least(expires_at, clock_timestamp() + ${overlapSeconds}::int * interval '1 s')
      where id = ${id} and replaced_by is null and (revoked_at is null or revoked_at > clock_timestamp())
      returning *
    ) insert into api_keys (id, owner, name, secret_hash, scopes, created_by, expires_at)
    select ${next}, owner, name, ${hashOf(secret)}, scopes, ${createdBy}::text,
      (select clock_timestamp() + (k.expires_at - k.created_at) from api_keys k where k.id = ${id})
    from old`;
  const key = () => db.select(columns).from(apiKeys).where(eq(apiKeys.id, next));
  const turn = async () => (await db.batch([db.execute(statement), key()]))[1];
  const { value } = await write(context, turn, { advice: () => LOST });
  const [made] = value;
  if (made) return { key: toKey(made), secret };
  const old = await getKey(context, id);
  const why =
    old.replacedBy === null
      ? 'is revoked: create a new one'
      : `was replaced by ${old.replacedBy}: rotate that one`;
  throw new Refusal('key_replaced', `Key ${id} ${why}.`);
}

/** Ends a key at once; of one that was rotated, also the overlap. @throws Refusal `not_found`, `outcome_unknown`. */
export async function revokeKey(context: JobsContext, id: string): Promise<void> {
  const statement = sql`update api_keys set revoked_at = coalesce(revoked_at, clock_timestamp()) where id = ${id} returning id`;
  const { value } = await write(context, () => transact(context.db, [statement]), {
    advice: () => 'Send it again: revoking a key twice is the same as revoking it once.',
  });
  if (value[0]?.length === 0) throw noKey(id);
}
