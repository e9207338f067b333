import { and, eq, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { isServiceFault, Refusal } from '../../core/errors.ts';
import { jsonText } from '../../core/json.ts';
import { databaseNow } from '../../db/now.ts';
import { retrying } from '../../jobs/context.ts';
import { pickJobs } from '../../jobs/find.ts';
import type { Answer } from '../answer.ts';
import type { MessageReader } from '../message-reader.ts';
import { type Acted, act, type BulkDeps } from './act.ts';
import { bulkOf } from './begin.ts';
import { bulkActions } from './db-schema.ts';
import { type BulkMessage, bulkMessage, parseBulk } from './message.ts';
import { type Acting, type Bulk, type BulkReason, bulkSchema } from './types.ts';

/** Jobs in hand at once, and changed by one message. */
const GROUP = 20;
const MOST_IN_SLICE = 2_000;
/** How long a slice may be silent: a group takes a few seconds. */
const LEASE_SECONDS = 40;

const lease = sql`clock_timestamp() + ${LEASE_SECONDS}::int * interval '1 s'`;

/** One slice's hold on a bulk action. */
interface Hold extends BulkDeps {
  token: string;
}

/** Changes the row while the hold lasts, and only if `unless` does not say that it did already. */
async function update(
  { context, token }: Hold,
  id: string,
  set: SQL,
  unless = sql`false`,
): Promise<Bulk | null> {
  const { db } = context;
  const mine = and(eq(bulkActions.id, id), eq(bulkActions.token, token));
  const change = sql`update bulk_actions set ${set}, seen_at = clock_timestamp()
    where id = ${id} and token = ${token} and not (${unless})`;
  const [, rows] = await retrying(context, () =>
    db.batch([db.execute(change), db.select().from(bulkActions).where(mine)]),
  );
  return rows[0] === undefined ? null : bulkSchema.parse(rows[0]);
}

async function take({ context, token }: Hold, { bulk, round }: BulkMessage): Promise<Bulk | null> {
  const free = or(isNull(bulkActions.token), lte(bulkActions.leaseUntil, sql`clock_timestamp()`));
  const mine = and(eq(bulkActions.id, bulk), eq(bulkActions.round, round), isNull(bulkActions.completedAt));
  const rows = await retrying(context, () =>
    context.db
      .update(bulkActions)
      .set({ token, leaseUntil: lease, seenAt: sql`clock_timestamp()` })
      .where(and(mine, or(free, eq(bulkActions.token, token))))
      .returning(),
  );
  return rows[0] === undefined ? null : bulkSchema.parse(rows[0]);
}

function counted(reasons: readonly BulkReason[], acted: readonly Acted[]): BulkReason[] {
  const all = new Map(reasons.map((reason) => [reason.code, reason]));
  for (const each of acted) {
    if (each.result === 'done') continue;
    const { code, message, id } = each;
    const known = all.get(code) ?? { code, message, count: 0, job: id };
    all.set(code, { ...known, count: known.count + 1 });
  }
  return [...all.values()];
}

/** The next jobs in hand: those that a dead slice left, or the next of the set. */
async function inHand(hold: Hold, bulk: Bulk): Promise<readonly Acting[]> {
  if (bulk.acting.length > 0) return bulk.acting;
  const ended =
    bulk.action === 'cancel' ? sql`true` : sql`j.completed_at < ${bulk.createdAt.toISOString()}::timestamptz`;
  const within = sql`${ended} and j.created_at <= ${bulk.createdAt.toISOString()}::timestamptz`;
  const page = { before: bulk.cursor, limit: GROUP };
  const found = await pickJobs(hold.context, bulk.owner, { ...bulk.filter, ...page, within });
  if (found.length > 0)
    await update(hold, bulk.id, sql`acting = ${jsonText(found)}::jsonb, lease_until = ${lease}`);
  return found;
}

/** Changes the jobs of one group. @returns the action after it; null if another slice has taken over. */
async function group(hold: Hold, bulk: Bulk, acting: readonly Acting[]): Promise<Bulk | null> {
  const acted = await Promise.all(acting.map((each) => act(hold, bulk, each)));
  const number = (result: Acted['result']) => acted.filter((each) => each.result === result).length;
  return update(
    hold,
    bulk.id,
    sql`done = done + ${number('done')}::int, skipped = skipped + ${number('skipped')}::int,
      failed = failed + ${number('failed')}::int, reasons = ${jsonText(counted(bulk.reasons, acted))}::jsonb,
      acting = '[]', cursor = ${acting.at(-1)?.id ?? bulk.cursor}, lease_until = ${lease}`,
    // Its answer may be lost, and it be sent again.
    sql`acting = '[]'`,
  );
}

/** What has left the set since it was counted counts as skipped. */
const finish = (hold: Hold, { id }: Bulk) =>
  update(hold, id, sql`completed_at = clock_timestamp(), skipped = greatest(skipped, total - done - failed)`);

/** Sends the message of the next round; once more under the same number it is the same message. */
const sendNext = ({ context }: BulkDeps, id: string, round: number, at: number) =>
  context.publisher.bulk(bulkMessage(id, round, at), 'next');

/** Whether the set is through. */
async function work(hold: Hold, taken: Bulk): Promise<'through' | 'more' | 'taken over'> {
  const { clock, settings } = hold.context;
  const until = clock.passed() + settings.sliceBudgetMs;
  let bulk = taken;
  for (let n = 0; n < MOST_IN_SLICE && clock.passed() < until; n += GROUP) {
    const acting = await inHand(hold, bulk);
    if (acting.length === 0) {
      await finish(hold, bulk);
      return 'through';
    }
    const after = await group(hold, bulk, acting);
    if (after === null) return 'taken over';
    bulk = after;
  }
  return 'more';
}

/** Why a message has nothing to take. */
async function idle(deps: BulkDeps, message: BulkMessage): Promise<Answer> {
  const { context } = deps;
  const bulk = await retrying(context, () => bulkOf(context, message.bulk));
  if (bulk === null) {
    const ageMs = (await databaseNow(context.db)) - message.at;
    return ageMs < context.settings.orphanAfterMs
      ? { kind: 'again', reason: 'it is not there yet', afterSeconds: 2 }
      : { kind: 'done', reason: 'it was never begun' };
  }
  if (bulk.completedAt !== null) return { kind: 'done', reason: 'it is through' };
  if (bulk.round === message.round)
    return { kind: 'again', reason: 'another slice works on it', afterSeconds: LEASE_SECONDS };
  await sendNext(deps, bulk.id, bulk.round, message.at);
  return { kind: 'done', reason: 'a later message carries it on' };
}

/** One slice of a bulk action. It acknowledges once the action is through, or the next message was accepted. */
export async function carryOn(deps: BulkDeps, message: BulkMessage): Promise<Answer> {
  const hold = { ...deps, token: deps.context.ids.token() };
  const taken = await take(hold, message);
  if (taken === null) return idle(deps, message);
  const release = (set: SQL) => update(hold, taken.id, sql`${set}token = null, lease_until = null`);
  try {
    const result = await work(hold, taken);
    if (result !== 'more') return { kind: 'done', reason: result };
    await release(sql`round = round + 1, `);
    await sendNext(deps, taken.id, taken.round + 1, message.at);
    return { kind: 'done', reason: 'a next message carries it on' };
  } catch (error) {
    if (!(error instanceof Refusal) || !isServiceFault(error.code)) throw error;
    await release(sql``);
    return { kind: 'again', reason: error.code, afterSeconds: null };
  }
}

/** Reads the messages of bulk actions. One whose deliveries are exhausted is replaced. */
export function bulkReader(deps: BulkDeps): MessageReader {
  return (body) => {
    const message = parseBulk(body);
    if (message === null) return null;
    return {
      handle: () => carryOn(deps, message),
      exhausted: async (messageId) => {
        await deps.context.publisher.bulk(message, `after-${messageId}`);
        return { kind: 'done', reason: 'replaced' };
      },
    };
  };
}
