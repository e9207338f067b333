import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../lib/db/client.ts';
import { type Customer, customer, pass, provider } from '../../support/customers.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { database, IN_TIME, jobsContext, turn } from '../../support/jobs.ts';

let fresh: FreshDatabase;
let db: Database;
let context: ReturnType<typeof jobsContext>;
beforeEach(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
  db = database(fresh.url);
});
afterEach(() => fresh.drop());

/** Lets each in turn end its steps and claim; everybody waits in line all the time. */
async function rounds(customers: Customer[], n: number): Promise<void> {
  for (let i = 0; i < n; i++)
    for (const each of customers) {
      await each.turn(each.holds);
      await db.execute(sql`update provider_jobs set back_at = clock_timestamp() where wants > 0`);
    }
}

describe('what a provider takes at once', () => {
  test('goes to whoever asks while nobody else does', async () => {
    await provider(db, { maxInFlight: 4 });
    const alice = await customer(context, 'alice', 20);
    expect(await alice.turn()).toBe(4);
    expect(alice.view).toMatchObject({ held_by: 'budget' });
  });

  test('is shared with an owner who comes later: what is freed goes to who holds least', async () => {
    await provider(db, { maxInFlight: 4 });
    const alice = await customer(context, 'alice', 40);
    const bob = await customer(context, 'bob', 2);
    await alice.turn();
    expect(await bob.turn()).toBe(0);
    expect(bob.view).toMatchObject({ held_by: 'budget' });
    expect(await alice.turn(1)).toBe(0);
    expect(await bob.turn()).toBe(1);
    expect(await alice.turn(1)).toBe(0);
    expect(await bob.turn()).toBe(1);
    // Bob wants nothing more: Alice may have the rest.
    expect(await alice.turn(1)).toBe(1);
  });

  test('is not kept for one who does not come', async () => {
    await provider(db, { maxInFlight: 2 });
    const alice = await customer(context, 'alice', 20);
    const bob = await customer(context, 'bob', 2);
    await alice.turn();
    await bob.turn();
    await pass(db, 30_000);
    expect(await alice.turn(2)).toBe(2);
  });

  test('is kept for one who comes before a step begun now would end, and not longer', async () => {
    await provider(db, { maxInFlight: 2 });
    await db.execute(sql`update providers set step_ms = 8000`);
    const alice = await customer(context, 'alice', 20);
    const bob = await customer(context, 'bob', 2);
    await alice.turn();
    await bob.turn();
    const comesIn = (ms: number) =>
      db.execute(sql`update provider_jobs set back_at = clock_timestamp() + ${ms}::int * interval '1 ms'
        where job_id = ${bob.id}`);
    await comesIn(14_000);
    expect(await alice.turn(1)).toBe(1);
    await comesIn(5_000);
    expect(await alice.turn(1)).toBe(0);
    expect(await bob.turn()).toBe(1);
  });

  test('goes within an owner to the job that holds least, be it one step beside two thousand', async () => {
    await provider(db, { maxInFlight: 4 });
    const nightly = await customer(context, 'ann', 200);
    await nightly.turn();
    const single = await customer(context, 'ann', 1);
    expect(await single.turn()).toBe(0);
    expect(await nightly.turn(1)).toBe(0);
    expect(await single.turn()).toBe(1);
  });

  test('is divided equally among more owners than there are places', async () => {
    await provider(db, { maxInFlight: 4 });
    const owners = ['ann', 'bob', 'cid', 'dan', 'eve', 'fay'];
    const all = await Promise.all(owners.map((owner) => customer(context, owner, 400, 4)));
    await rounds(all, 50);
    const claimed = all.map((each) => each.claimed);
    expect(Math.min(...claimed)).toBeGreaterThan(15);
    expect(Math.max(...claimed) - Math.min(...claimed)).toBeLessThanOrEqual(17);
  });

  test('is divided by owners, not by their jobs', async () => {
    await provider(db, { maxInFlight: 4 });
    const alices = await Promise.all([1, 2, 3].map(() => customer(context, 'alice', 300, 4)));
    const bob = await customer(context, 'bob', 300, 4);
    await rounds([...alices, bob], 25);
    const ofAlice = alices.reduce((sum, each) => sum + each.claimed, 0);
    expect(Math.abs(ofAlice / bob.claimed - 1)).toBeLessThan(0.25);
  });

  test('gives no credit for time away: who comes new is served like the others from then on', async () => {
    await provider(db, { maxInFlight: 1 });
    const alice = await customer(context, 'alice', 300, 4);
    await rounds([alice], 60);
    const bob = await customer(context, 'bob', 300, 4);
    const before = alice.claimed;
    await rounds([alice, bob], 60);
    expect(alice.claimed - before).toBeGreaterThan(15);
    expect(bob.claimed).toBeGreaterThan(15);
  });

  test('is not kept for a job that has ended', async () => {
    await provider(db, { maxInFlight: 1 });
    const alice = await customer(context, 'alice', 20);
    const bob = await customer(context, 'bob', 2);
    await alice.turn();
    await bob.turn();
    await db.execute(
      sql`update jobs set status = 'cancelled', completed_at = clock_timestamp() where id = ${bob.id}`,
    );
    expect(await alice.turn(1)).toBe(1);
  });
});

describe('what a provider takes per time', () => {
  test('is given out as it refills, and no more at once than its burst', async () => {
    await provider(db, { maxInFlight: 50, perSecond: 5, burst: 3 });
    const alice = await customer(context, 'alice', 100, 25);
    expect(await alice.turn()).toBe(3);
    expect(alice.view).toMatchObject({ held_by: 'rate' });
    expect(await alice.turn(3)).toBeLessThanOrEqual(1);
    await pass(db, 60_000);
    expect(await alice.turn()).toBe(3);
  });

  test('is counted once, however often a claim is sent', async () => {
    await provider(db, { maxInFlight: 50, perSecond: 0.001, burst: 4 });
    const alice = await customer(context, 'alice', 100, 2);
    const claim = { held: 0, aloneRoom: 2, aloneStartMs: 0, notAfterMs: IN_TIME };
    for (let i = 0; i < 3; i++) await turn(db, alice.id, { token: 'same', claim });
    const { rows } = await db.execute(sql`select tokens from providers`);
    expect(Number(rows[0]?.['tokens'])).toBeCloseTo(2, 1);
    const served = await db.execute(sql`select served from provider_owners`);
    expect(Number(served.rows[0]?.['served'])).toBe(2);
  });

  test('goes to the owner who had least of it', async () => {
    await provider(db, { maxInFlight: 50, perSecond: 1, burst: 1 });
    const alice = await customer(context, 'alice', 300, 4);
    const bob = await customer(context, 'bob', 300, 4);
    for (let i = 0; i < 60; i++) {
      await alice.turn(alice.holds);
      await bob.turn(bob.holds);
      await pass(db, 1_000);
      await db.execute(sql`update provider_jobs set back_at = clock_timestamp() where wants > 0`);
    }
    expect(alice.claimed + bob.claimed).toBeGreaterThanOrEqual(55);
    expect(Math.abs(alice.claimed - bob.claimed)).toBeLessThanOrEqual(20);
  });
});
