import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGate } from '../../lib/access/gate.ts';
import { createKey, getKey, revokeKey, rotateKey } from '../../lib/access/keys.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { jobsContext } from '../support/jobs.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
});
afterAll(() => fresh.drop());

const DAY_MS = 86_400_000;

const made = (expiresAt: Date | null = null) =>
  createKey(context, { owner: 'ann', name: 'ci', scopes: ['read'], expiresAt, createdBy: null });

/** What another process says of a key, `ms` before its end. */
async function said(secret: string, id: string, ms: number): Promise<string | null> {
  await context.db.execute(
    sql`update api_keys set expires_at = clock_timestamp() + ${ms}::float8 * interval '1 ms' where id = ${id}`,
  );
  const { refusal } = await createGate({ ...context, usual: null }).enter(secret);
  return refusal?.message ?? null;
}

describe('a key’s end', () => {
  test('is the moment itself: before it the key is good, from it on it has expired', async () => {
    const { secret, key } = await made();
    expect(await said(secret, key.id, 30_000)).toBeNull();
    expect(await said(secret, key.id, 0)).toBe('The key ci has expired. Use another one.');
  });

  test('is told as revoked if it was both', async () => {
    const { secret, key } = await made();
    await revokeKey(context, key.id);
    expect(await said(secret, key.id, -1_000)).toMatch(/was revoked/);
  });
});

describe('rotation', () => {
  const rotate = (id: string, overlapSeconds: number) =>
    rotateKey(context, { id, overlapSeconds, createdBy: 'ci' });
  const endOf = async (id: string) => (await getKey(context, id)).expiresAt?.getTime() ?? null;

  test('never lets the old key live longer than it would have', async () => {
    const end = new Date(Date.now() + 60_000);
    const { key } = await made(end);
    await rotate(key.id, 3_600);
    expect(await endOf(key.id)).toBe(end.getTime());
  });

  test('ends a key without an end after the overlap, and gives the new one none', async () => {
    const { key } = await made();
    const next = await rotate(key.id, 3_600);
    expect(Math.abs(((await endOf(key.id)) ?? 0) - Date.now() - 3_600_000)).toBeLessThan(60_000);
    expect(next.key).toMatchObject({ expiresAt: null, owner: 'ann', name: 'ci', scopes: ['read'] });
  });

  test('without an overlap ends the old key at once', async () => {
    const { key, secret } = await made();
    await rotate(key.id, 0);
    expect((await createGate({ ...context, usual: null }).enter(secret)).entry).toBeNull();
  });

  test('gives the new key the whole life that the old one was made for', async () => {
    const { key } = await made(new Date(Date.now() + 30 * DAY_MS));
    await context.db.execute(sql`update api_keys set created_at = created_at - interval '20 days',
      expires_at = expires_at - interval '20 days' where id = ${key.id}`);
    const next = await rotate(key.id, 60);
    const life = (next.key.expiresAt?.getTime() ?? 0) - next.key.createdAt.getTime();
    expect(Math.abs(life - 30 * DAY_MS)).toBeLessThan(60_000);
  });

  test('of a key that is rotated by two at once gives one new key', async () => {
    const { key } = await made();
    const both = await Promise.allSettled([rotate(key.id, 60), rotate(key.id, 60)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const { rows } = await context.db.execute(
      sql`select count(*)::int as n from api_keys where id = (select replaced_by from api_keys where id = ${key.id})`,
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('of a revoked key is refused, and says what to do', async () => {
    const { key } = await made();
    await revokeKey(context, key.id);
    await expect(rotate(key.id, 60)).rejects.toMatchObject({
      code: 'key_replaced',
      message: `Key ${key.id} is revoked: create a new one.`,
    });
    await expect(rotate('key_none', 60)).rejects.toMatchObject({ code: 'not_found' });
  });
});
