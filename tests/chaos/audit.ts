import pg from 'pg';
import { z } from 'zod';

/**
 * The harness's tables: `chaos_effects`, one row per effect of a step, and `chaos_history`, filled by a trigger with
 * every change of a job's status or epoch and every counter that decreases within an epoch.
 */
const TABLES = `
create table chaos_effects (
  job_id text not null, key text not null, token text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (job_id, key, token)
);
create table chaos_history (
  seq bigserial primary key, job_id text not null, epoch int not null, status text not null,
  old_epoch int, old_status text, kind text not null,
  done int not null, failed int not null, total int not null,
  at timestamptz not null default clock_timestamp()
);
create function chaos_note() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into chaos_history (job_id, epoch, status, kind, done, failed, total)
    values (new.id, new.epoch, new.status, 'created', new.done, new.failed, new.total);
  else
    insert into chaos_history (job_id, epoch, status, old_epoch, old_status, kind, done, failed, total)
    values (new.id, new.epoch, new.status, old.epoch, old.status,
      case when new.epoch = old.epoch and old.status <> 'queued' and (new.done < old.done or new.failed < old.failed or new.stage < old.stage
        or new.total < old.total) then 'went_back' else 'moved' end,
      new.done, new.failed, new.total);
  end if;
  return null;
end $$;
create trigger chaos_created after insert on jobs for each row execute function chaos_note();
create trigger chaos_moved after update on jobs for each row
  when (old.status <> new.status or old.epoch <> new.epoch or (new.epoch = old.epoch and old.status <> 'queued' and
    (new.done < old.done or new.failed < old.failed or new.stage < old.stage or new.total < old.total)))
  execute function chaos_note();
`;

const change = z.object({
  seq: z.coerce.number(),
  job_id: z.string(),
  epoch: z.number(),
  status: z.string(),
  old_epoch: z.number().nullable(),
  old_status: z.string().nullable(),
  kind: z.enum(['created', 'moved', 'went_back']),
  at: z.coerce.date(),
});
export type Change = z.infer<typeof change>;

/** Direct access to the database, affected only by the server's own failures. */
export interface Audit {
  rows<T>(schema: z.ZodType<T>, text: string, values?: unknown[]): Promise<T[]>;
  changesSince(seq: number): Promise<Change[]>;
  stop(): Promise<void>;
}

export async function openAudit(directUrl: string): Promise<Audit> {
  const pool = new pg.Pool({ connectionString: directUrl, max: 2, connectionTimeoutMillis: 2_000 });
  pool.on('error', () => {});
  await pool.query(TABLES);
  const rows = async <T>(schema: z.ZodType<T>, text: string, values: unknown[] = []): Promise<T[]> => {
    const result = await pool.query(text, values);
    return z.array(schema).parse(result.rows);
  };
  return {
    rows,
    changesSince: (seq) =>
      rows(change, 'select * from chaos_history where seq > $1 order by seq limit 10000', [seq]),
    stop: () => pool.end(),
  };
}
