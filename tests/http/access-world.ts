import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { createKey, revokeKey } from '../../lib/access/keys.ts';
import type { Scope } from '../../lib/access/scopes.ts';
import { createShare } from '../../lib/access/shares.ts';
import { ENDED, insertDocumentJob, insertPages, insertReport } from '../documents/http/seed-document.ts';
import { finished } from '../profiles/http/asked.ts';
import { inline } from '../profiles/http/given-posts.ts';
import { insertJob, insertResult } from '../stocks/http/seed.ts';
import { type Api, api, json, sleepyClock } from './harness.ts';

const BOOT = 'uk_boot_0123456789abcdef';
const HOUR_SECONDS = 3_600;

/** What may stand in for a key: each is nobody's, or not for what is Ann's. */
export type Token =
  | 'wrong'
  | 'expired'
  | 'revoked'
  | 'reading'
  | 'writing'
  | 'ann'
  | 'other'
  | 'admin'
  | 'link'
  | 'ownLink';

export interface World {
  service: Api;
  tokens: Readonly<Record<Token, string>>;
  /** Ids of what is Ann's, by the collection that they are found in. */
  anns: Readonly<Record<'/jobs/bulk/actions' | '/jobs' | '/tasks' | '/documents' | '/keys', string>>;
  /** Of a link to Ann's job. */
  share: string;
  /** A task of Bob's. */
  bobsTask: string;
}

const as = (token: string) => ({ authorization: `Bearer ${token}` });

/** A service in which Ann has one of everything. */
export async function worldOf(url: string): Promise<World> {
  const scheduleQueue = { put: async () => {}, get: async () => null, remove: async () => true };
  const access = { mode: 'keys' as const, keys: [{ owner: 'root', key: BOOT }] };
  // Nobody runs the steps, and whoever waits for them need not wait for long.
  const clock = sleepyClock(async () => {});
  const service = api(url, { access, scheduleQueue, jobs: { clock } });
  const { db } = service.jobs;
  const keyOf = (owner: string, scopes: Scope[], expiresAt: Date | null = null) =>
    createKey(service.jobs, { owner, name: 'one of many', scopes, expiresAt, createdBy: null });
  const linkTo = (jobId: string) =>
    createShare(service.jobs, service.context.shareKey, {
      ...{ owner: 'ann', jobId, expiresInSeconds: HOUR_SECONDS, createdBy: null },
    });

  const [job, linked] = ['job_annsecret0123456789abc', 'job_annlinked0123456789abc'];
  await insertDocumentJob(db, job, { ...ENDED, owner: 'ann' });
  // The page that the OpenAPI document asks for.
  await insertPages(db, job, [{ page: 17 }]);
  await insertReport(db, job, { pages: 17 });
  await insertJob(db, { id: linked, owner: 'ann' });
  await insertResult(db, { jobId: linked, ticker: 'AAPL' });
  const revoked = await keyOf('ann', ['read', 'write', 'admin']);
  await revokeKey(service.jobs, revoked.key.id);
  const kept = await keyOf('ann', ['read', 'write']);
  const own = await linkTo(job);
  const tokens = {
    wrong: `uk_${'x'.repeat(43)}`,
    expired: (await keyOf('ann', ['read', 'write', 'admin'], new Date(Date.now() - 1_000))).secret,
    revoked: revoked.secret,
    reading: (await keyOf('ann', ['read'])).secret,
    writing: (await keyOf('ann', ['write'])).secret,
    ann: (await keyOf('ann', ['read', 'write', 'admin'])).secret,
    other: (await keyOf('bob', ['read', 'write'])).secret,
    admin: (await keyOf('bob', ['read', 'write', 'admin'])).secret,
    link: (await linkTo(linked)).token,
    ownLink: own.token,
  };
  const by = (token: string): Api => ({
    ...service,
    post: (path, body, headers) => service.post(path, body, { ...as(token), ...headers }),
  });
  const made = async (path: string, body: unknown) =>
    z.object({ id: z.string() }).parse(await json(await by(tokens.ann).post(path, body))).id;
  await by(tokens.ann).post('/api/v1/watchlist', { symbol: 'ANN.NS' });
  // To be compared with, so it has to be older.
  await finished(by(tokens.ann), inline(30));
  await clock.sleep(1_000);
  const anns = {
    '/jobs/bulk/actions': await made('/api/v1/jobs/bulk', { action: 'cancel', filter: { tag: ['none'] } }),
    '/jobs': job,
    '/tasks': await finished(by(tokens.ann), inline(30)),
    '/documents': await made('/api/v1/documents', { name: 'a.pdf', size: 8 }),
    '/keys': kept.key.id,
  };
  const bobsTask = await finished(by(tokens.other), inline(30));
  return { service, tokens, anns, share: own.share.id, bobsTask };
}

/** All rows of an owner, in all tables; without when a key was last used. */
export async function rowsOf({ jobs: { db } }: Api, owner: string): Promise<string> {
  const { rows } = await db.execute(sql`select table_name as name from information_schema.columns
    where column_name = 'owner' and table_schema = current_schema() order by 1`);
  const tables = z.array(z.object({ name: z.string() })).parse(rows);
  const texts: string[] = [];
  for (const { name } of tables) {
    const found = await db.execute(sql`select (to_jsonb(t) - 'last_used_at')::text as text
      from ${sql.identifier(name)} t where t.owner = ${owner} order by 1`);
    texts.push(
      name,
      ...z
        .array(z.object({ text: z.string() }))
        .parse(found.rows)
        .map(({ text }) => text),
    );
  }
  return texts.join('\n');
}
