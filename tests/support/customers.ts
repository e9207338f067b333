import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../lib/db/client.ts';
import type { StepOutcome } from '../../lib/jobs/turn/turn.ts';
import { createdJob, done, IN_TIME, type jobsContext, stagePlan, turn } from './jobs.ts';

type Context = ReturnType<typeof jobsContext>;

/** Writes a provider's limits as they are; its steps took so long that who waits is expected before one ends. */
export async function provider(
  db: Database,
  limits: { maxInFlight: number; perSecond?: number; burst?: number },
): Promise<void> {
  const { maxInFlight, perSecond = null, burst = null } = limits;
  await db.execute(sql`insert into providers (name, max_in_flight, per_second, burst, step_ms)
    values ('market', ${maxInFlight}, ${perSecond}, ${burst}, 10000)`);
}

/** The provider's clock goes forward: its pause, its bucket and who waits for it are that much older. */
export async function pass(db: Database, ms: number): Promise<void> {
  const by = sql`${ms}::int * interval '1 ms'`;
  await db.execute(sql`update providers set paused_at = paused_at - ${by}, paused_until = paused_until - ${by},
    refilled_at = refilled_at - ${by}`);
  await db.execute(
    sql`update provider_jobs set back_at = back_at - ${by}, waits_since = waits_since - ${by}`,
  );
  await db.execute(sql`update steps set started_at = started_at - ${by} where status = 'running'`);
}

const pauseSchema = z.object({
  pauses: z.number(),
  timeouts: z.number(),
  pause_code: z.string().nullable(),
  left_ms: z.coerce.number().nullable(),
});

/** The provider's pause; `left_ms` is how long it lasts still. */
export async function pauseOf(db: Database): Promise<z.infer<typeof pauseSchema>> {
  const { rows } = await db.execute(sql`select pauses, timeouts, pause_code,
    extract(epoch from paused_until - clock_timestamp()) * 1000 as left_ms from providers`);
  return pauseSchema.parse(rows[0]);
}

/** A job of one stage that asks the provider, and what its slice holds. */
export class Customer {
  readonly #db: Database;
  readonly id: string;
  readonly #held: { key: string; token: string }[] = [];
  #tokens = 0;
  /** Steps claimed so far. */
  claimed = 0;

  constructor(db: Database, id: string) {
    this.#db = db;
    this.id = id;
  }

  get holds(): number {
    return this.#held.length;
  }

  /** A turn that ends the oldest `ends` of its steps as `how` says, and claims. @returns the number claimed. */
  async turn(ends = 0, how: (key: string, token: string) => StepOutcome = done): Promise<number> {
    const token = `${this.id}-${++this.#tokens}`;
    const outcomes = this.#held.splice(0, ends).map((step) => how(step.key, step.token));
    const held = this.#held.length;
    const claim = { held, aloneRoom: 2, aloneStartMs: 0, notAfterMs: IN_TIME };
    const { claimed, view } = await turn(this.#db, this.id, { token, outcomes, claim });
    this.view = view;
    this.#held.push(...claimed.map(({ key }) => ({ key, token })));
    this.claimed += claimed.length;
    return claimed.length;
  }

  view: Awaited<ReturnType<typeof turn>>['view'] = null;
}

export async function customer(
  context: Context,
  owner: string,
  steps: number,
  concurrency = 10,
): Promise<Customer> {
  const stages = [stagePlan({ concurrency, provider: 'market' })];
  const { id } = await createdJob(context, steps, { owner, stages, budgets: {} });
  return new Customer(context.db, id);
}
