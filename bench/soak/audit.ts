import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Client, Seen } from './client.ts';
import type { World } from './world.ts';

/** After the last arrival; watchdogs, sweeps and the queue's own delays need some of it. */
const PATIENCE_MS = 120_000;

/** What must be zero at the end. */
export interface Audit {
  lost: string[];
  doubled: string[];
  stuck: string[];
  /** Ended otherwise than their steps say. */
  wrong: string[];
  /** Ended, and the receiver was not told, or twice of one end. */
  events: string[];
}

const rowSchema = z.object({
  id: z.string(),
  status: z.string(),
  webhook: z.string().nullable(),
  codes: z.string().nullable(),
});
type Row = z.infer<typeof rowSchema>;

async function rowsOf({ database }: World): Promise<Row[]> {
  const { rows } = await database.query(`select id, status, webhook_status as webhook,
    (select string_agg(distinct key || ' ' || error_code || ' ' || attempts || ' ' || lost, ', ') from steps
      where job_id = jobs.id and steps.status = 'failed') as codes from jobs`);
  return z.array(rowSchema).parse(rows);
}

const isOpen = ({ status, webhook }: Row) =>
  ['queued', 'processing'].includes(status) || webhook === 'pending';

/** Steps that took effect twice, or are done without effect. */
async function doubledSteps({ database }: World): Promise<string[]> {
  const { rows } = await database.query(`
    select job_id || ' ' || key || ' took effect ' || count(*) || ' times' as fault
      from soak_effects group by job_id, key having count(*) > 1
    union all
    select s.job_id || ' ' || s.key || ' is done without effect' from steps s where s.status = 'done'
      and not exists (select from soak_effects e where e.job_id = s.job_id and e.key = s.key)`);
  return z
    .array(z.object({ fault: z.string() }))
    .parse(rows)
    .map(({ fault }) => fault);
}

function expected({ planned }: Seen): string[] {
  const end = planned.errs ? 'completed_with_errors' : 'completed';
  return planned.cancelled ? [end, 'cancelled'] : [end];
}

function faultsOf(seen: Seen, row: Row | undefined, events: number): Partial<Record<keyof Audit, string>> {
  if (seen.deleted) return row ? { wrong: 'was deleted and is there' } : {};
  if (!row) return { lost: 'was accepted and is not there' };
  if (isOpen(row)) return { stuck: `is ${row.status}, its event ${row.webhook}` };
  if (!expected(seen).includes(row.status)) return { wrong: `is ${row.status} (${row.codes})` };
  if (seen.planned.webhook && events !== 1) return { events: `sent ${events} events` };
  return {};
}

/** Waits until every job has ended, and compares what is there with what was accepted. */
export async function audit(world: World, client: Client): Promise<Audit> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  let rows = await rowsOf(world);
  while (rows.some(isOpen) && performance.now() < giveUpAt) {
    await sleep(1_000);
    rows = await rowsOf(world);
  }
  const byId = new Map(rows.map((row) => [row.id, row]));
  const accepted = new Set(client.jobs.map(({ id }) => id));
  const found: Audit = {
    lost: [],
    doubled: await doubledSteps(world),
    stuck: [],
    wrong: [],
    events: [],
  };
  for (const { id } of rows) if (!accepted.has(id)) found.doubled.push(`${id}: nobody asked for it`);
  for (const seen of client.jobs) {
    const events = world.receiver.events.get(seen.id)?.size ?? 0;
    const faults = faultsOf(seen, byId.get(seen.id), events);
    for (const [kind, fault] of Object.entries(faults)) found[kindOf(kind)].push(`${seen.id} ${fault}`);
  }
  return found;
}

const KINDS = ['lost', 'doubled', 'stuck', 'wrong', 'events'] as const;

function kindOf(name: string): keyof Audit {
  const kind = KINDS.find((each) => each === name);
  if (!kind) throw new Error(`no kind of fault is called ${name}`);
  return kind;
}
