import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { withClient } from '../../dev/postgres/admin.ts';
import { migrate } from '../../lib/db/migrate.ts';
import { ROOT } from './stack.ts';

/** Last migration of the commit that left `tests/golden/old-deployment.json`. */
const LAST_OLD_MIGRATION = 4;
/** Longer than any lease, shorter than any deadline: the new version starts this long after the kill. */
const PAUSE_MS = 5 * 60_000;

const rowSchema = z.record(z.string(), z.unknown());
export type Row = z.infer<typeof rowSchema>;
/** Rows by table. */
export type Rows = Record<string, Row[]>;

const schema = z.object({
  at: z.string(),
  requests: z.array(
    z.object({ name: z.string(), path: z.string(), key: z.string(), body: z.unknown(), job: z.string() }),
  ),
  messages: z.array(z.string()),
  schedule: z.string(),
  rows: z.record(z.string(), z.array(rowSchema)),
});
export type OldDeployment = z.infer<typeof schema>;

/** What the old version left, see `tests/golden/README.md`. */
export async function readOldDeployment(): Promise<OldDeployment> {
  return schema.parse(JSON.parse(await readFile(join(ROOT, 'tests/golden/old-deployment.json'), 'utf8')));
}

/** Applies only the migrations that the old version had. */
export async function migrateAsBefore(url: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-old-drizzle-'));
  try {
    await cp(join(ROOT, 'drizzle'), folder, { recursive: true });
    const file = join(folder, 'meta/_journal.json');
    const journal = z
      .looseObject({ entries: z.array(z.looseObject({ idx: z.number() })) })
      .parse(JSON.parse(await readFile(file, 'utf8')));
    const entries = journal.entries.filter(({ idx }) => idx <= LAST_OLD_MIGRATION);
    await writeFile(file, JSON.stringify({ ...journal, entries }));
    await migrate(url, { own: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Times of jobs and steps as if the kill had been a few minutes ago; nothing else in a row changes. */
function moved(row: Row, byMs: number): Row {
  const entries = Object.entries(row).map(([name, value]) =>
    typeof value === 'string' && /_(at|until)$/.test(name)
      ? [name, new Date(Date.parse(value) + byMs).toISOString()]
      : [name, value],
  );
  return Object.fromEntries(entries);
}

/** Inserts the old rows. */
export async function insertOldRows(directUrl: string, { at, rows }: OldDeployment): Promise<void> {
  const byMs = Date.now() - PAUSE_MS - Date.parse(at);
  await withClient(directUrl, async (client) => {
    for (const [table, given] of Object.entries(rows)) {
      const timed = ['jobs', 'steps'].includes(table) ? given.map((row) => moved(row, byMs)) : given;
      const name = pg.escapeIdentifier(table);
      await client.query(
        `insert into ${name} select * from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
        [JSON.stringify(timed)],
      );
    }
  });
}

/** The columns of `row` that `known` has: a migration may only add others. */
function pick(row: Row, known: Row | undefined): Row {
  if (!known) return row;
  return Object.fromEntries(Object.keys(known).map((name) => [name, row[name]]));
}

/** Every row of these tables, in a fixed order; with `known`, only the columns that its rows have. */
export async function readRows(directUrl: string, tables: string[], known: Rows = {}): Promise<Rows> {
  const found: Rows = {};
  await withClient(directUrl, async (client) => {
    for (const table of tables) {
      const { rows } = await client.query(`select to_jsonb(t) as row from ${pg.escapeIdentifier(table)} t`);
      found[table] = z
        .array(z.object({ row: rowSchema }))
        .parse(rows)
        .map(({ row }) => pick(row, known[table]?.[0]))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    }
  });
  return found;
}

/** Whether the database still lists the kinds it accepts, as it did up to the old version. */
export async function kindsAreConstrained(directUrl: string): Promise<boolean> {
  return withClient(directUrl, async (client) => {
    const { rowCount } = await client.query(
      `select from pg_constraint where conname = 'jobs_kind_known' and conrelid = 'jobs'::regclass`,
    );
    return rowCount === 1;
  });
}
