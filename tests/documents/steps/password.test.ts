import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { jobs } from '../../../lib/jobs/db-schema.ts';
import { cancelStatement } from '../../../lib/jobs/end.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { jobsContext } from '../../support/jobs.ts';
import { PROTECTED, protectedPdf } from '../pdf/protected.ts';
import { ask, documentAnalyzer, finished, outcomeOf, retry, run, store } from '../run-document.ts';

const password = PROTECTED.rc4;

let database: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  database = await freshDatabase();
  context = jobsContext(database.url);
});
afterAll(() => database.drop());

const namesSchema = z.array(z.object({ name: z.string() }));
const countSchema = z.tuple([z.object({ count: z.number() })]);

/** Tables with a row that holds the text. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows } =
    await context.db.execute(sql`select quote_ident(table_schema) || '.' || quote_ident(table_name) as name
    from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
  const found: string[] = [];
  for (const { name } of namesSchema.parse(rows)) {
    const counted = await context.db.execute(
      sql`select count(*)::int as count from ${sql.raw(name)} t where strpos(t::text, ${text}) > 0`,
    );
    if (countSchema.parse(counted.rows)[0].count > 0) found.push(name);
  }
  return found;
}

const inputSchema = z.looseObject({ sealed: z.string().optional(), password: z.boolean().optional() });
async function inputOf(id: string) {
  const [row] = await context.db.select({ input: jobs.input }).from(jobs).where(eq(jobs.id, id));
  return inputSchema.parse(row?.input);
}

test('a protected file is read with its password, of which no row keeps anything', async () => {
  const analyzer = documentAnalyzer(context.db);
  const document_id = await store(context.db, protectedPdf('rc4'));
  const id = await ask(context, analyzer, { document_id, password });
  const before = await inputOf(id);
  expect(before.sealed).toBeTypeOf('string');
  expect(analyzer.shown(before)).not.toHaveProperty('sealed');
  expect(await tablesWith(password)).toEqual([]);
  expect(await tablesWith(before.sealed ?? '-')).toEqual(['public.jobs']);
  await run(context, id, { analyzer });
  expect(await outcomeOf(context, id)).toMatchObject({ status: 'completed' });
  expect(await tablesWith(password)).toEqual([]);
  expect(await tablesWith(before.sealed ?? '-')).toEqual([]);
  expect(JSON.stringify(context.started)).not.toContain(password);
  expect(analyzer.again(await inputOf(id))).toMatchObject({ lacks: ['password'] });
  expect(JSON.stringify(analyzer.again(await inputOf(id))?.input)).not.toContain('password');
});

test('a job that ends early, or whose password is wrong, keeps none either', async () => {
  const analyzer = documentAnalyzer(context.db);
  const document_id = await store(context.db, protectedPdf('aes256'));
  const cancelled = await ask(context, analyzer, { document_id, password });
  await context.db.execute(cancelStatement('ann', cancelled, { by: null, reason: null }));
  expect(await inputOf(cancelled)).not.toHaveProperty('sealed');
  const wrong = await finished(context, protectedPdf('aes256'), { analyzer, input: { password } });
  expect(await outcomeOf(context, wrong)).toMatchObject({ error: { code: 'pdf_password_wrong' } });
  expect(await inputOf(wrong)).not.toHaveProperty('sealed');
  await retry(context, wrong);
  await run(context, wrong, { analyzer });
  expect(await outcomeOf(context, wrong)).toMatchObject({ error: { code: 'pdf_encrypted' } });
  expect(await tablesWith(password)).toEqual([]);
});

test('requests that differ in their password differ, and one without is hashed as ever', () => {
  const analyzer = documentAnalyzer(context.db);
  const given = { document_id: 'doc_x', ocr: false, ocr_languages: ['eng' as const] };
  const known = (more: object) => JSON.stringify(analyzer.ask({ ...given, ...more }).known);
  expect(known({})).toBe(JSON.stringify(given));
  expect(known({ password })).not.toBe(known({ password: 'another' }));
  expect(known({ password })).toBe(known({ password }));
  expect(known({ password })).not.toContain(password);
});
