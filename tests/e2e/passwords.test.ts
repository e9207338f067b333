import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { PROTECTED, protectedPdf, TEXT } from '../documents/pdf/protected.ts';
import { formOf } from '../support/documents.ts';
import { WEBHOOK_SECRET } from '../support/engine.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { startTestStack, type TestStack, untilEnded } from '../support/stack.ts';

const WRONG = 'nobody-knows-5c1e';
const LONG = `${'far-too-long-'.repeat(10)}8d2f`;
const SECRETS = [
  PROTECTED.rc4,
  PROTECTED.aes256,
  WRONG,
  LONG,
  'in-a-query-3b90',
  'sent-twice-77aa',
  '%zz-not-encoded',
];

let stack: TestStack;
let receiver: Receiver;
let localDir = '';
/** Of a busy machine. */
const PATIENCE_MS = 90_000;
const lines: string[] = [];
/** Every answer that was given. */
const answers: string[] = [];

beforeAll(async () => {
  localDir = await mkdtemp(join(tmpdir(), 'unstuck-passwords-'));
  receiver = await startReceiver();
  stack = await startTestStack(
    { MARKET_DATA: 'simulated', WEBHOOK_SECRET, WEBHOOK_ALLOW_LOCAL: 'true' },
    { localDir, host: { log: (line) => lines.push(line) } },
  );
});
afterAll(async () => {
  await stack.stop();
  await receiver.stop();
  await rm(localDir, { recursive: true, force: true });
});

async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
  const response = await fetch(`${stack.url}/api/v1/${path}`, init);
  const text = await response.text();
  answers.push(JSON.stringify([...response.headers]), text);
  return { status: response.status, text };
}

const idSchema = z.object({ job_id: z.string() });
const post = (init: RequestInit, query = '') => ask(`process-pdf-async${query}`, { method: 'POST', ...init });
const byForm = (file: keyof typeof PROTECTED, fields: Record<string, string>) =>
  post({ body: formOf(protectedPdf(file), fields) });
const byHeader = (password: string, query = '') => {
  const headers = { 'content-type': 'application/pdf', 'document-password': password };
  return post({ body: new Uint8Array(protectedPdf('aes256')), headers }, query);
};

async function ended({ status, text }: { status: number; text: string }): Promise<[string, unknown]> {
  if (status !== 202) throw new Error(`${status} ${text}`);
  const { job_id: id } = idSchema.parse(JSON.parse(text));
  return [id, await untilEnded(stack.url, id, PATIENCE_MS)];
}

const countSchema = z.tuple([z.object({ count: z.int() })]);

/** Jobs whose row still holds a sealed password. */
async function sealedLeft(): Promise<number> {
  const client = new pg.Client({ connectionString: stack.database.directUrl });
  await client.connect();
  const { rows } = await client.query(
    `select count(*)::int as count from jobs where jsonb_exists(input, 'sealed')`,
  );
  await client.end();
  return countSchema.parse(rows)[0].count;
}

/** All that the database, the queue's files and the functions' log hold, by where. */
async function kept(): Promise<Map<string, Buffer>> {
  const found = new Map([
    ['log', Buffer.from(lines.join('\n'))],
    ['statements', Buffer.from(JSON.stringify(stack.requests))],
    ['answers', Buffer.from(answers.join('\n'))],
    ['callbacks', Buffer.from(JSON.stringify(receiver.received))],
  ]);
  for (const name of await readdir(localDir)) found.set(name, await readFile(join(localDir, name)));
  const client = new pg.Client({ connectionString: stack.database.directUrl });
  await client.connect();
  const tables = await client.query(`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`);
  for (const { name } of z.array(z.object({ name: z.string() })).parse(tables.rows)) {
    const { rows } = await client.query(`select t::text as row from ${name} t`);
    found.set(name, Buffer.from(JSON.stringify(rows)));
  }
  await client.end();
  return found;
}

const holding = (places: Map<string, Buffer>, text: string): string[] =>
  [...places].flatMap(([name, bytes]) => (bytes.includes(text) ? [name] : []));

/** As it may be written: plain, in a URL, in JSON with escapes, as base64. */
const written = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
];

test('a password opens its file by form and by header, and is found nowhere after', async () => {
  const [byField, read] = await ended(
    await byForm('rc4', { password: PROTECTED.rc4, callback_url: receiver.url }),
  );
  expect(read).toMatchObject({ status: 'completed' });
  expect((await ask(`jobs/${byField}/result?format=text`)).text).toContain(TEXT);
  const [headed, alike] = await ended(await byHeader(encodeURIComponent(PROTECTED.aes256)));
  expect(alike).toMatchObject({ status: 'completed' });
  expect((await ask(`jobs/${headed}/result?format=text`)).text).toContain(TEXT);

  const [wrong, failed] = await ended(
    await byForm('aes128', { password: WRONG, callback_url: receiver.url }),
  );
  expect(failed).toMatchObject({ status: 'failed', error: { code: 'pdf_password_wrong' } });
  expect((await ask(`jobs/${wrong}/retry`, { method: 'POST' })).status).toBe(202);
  expect(await untilEnded(stack.url, wrong, PATIENCE_MS)).toMatchObject({ error: { code: 'pdf_encrypted' } });
  const [without] = await ended(await byForm('aes128', {}));
  const cancelled = idSchema.parse(
    JSON.parse((await byForm('rc4', { password: PROTECTED.rc4, again: 'true' })).text),
  ).job_id;
  await ask(`jobs/${cancelled}/cancel`, { method: 'POST' });
  await untilEnded(stack.url, cancelled, PATIENCE_MS);
  await receiver.arrived(2);

  const refused = [
    await byHeader(encodeURIComponent(SECRETS[5] ?? ''), `?password=${SECRETS[4]}`),
    await byHeader('%zz-not-encoded'),
    await byForm('rc4', { password: LONG }),
    await byForm('rc4', { password: WRONG, ocr_languages: 'klingon' }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422]);
  for (const id of [byField, headed, wrong, without, cancelled])
    for (const view of ['', '/steps', '/slices', '/again', '/result', '/pages'])
      await ask(`jobs/${id}${view}`);

  const places = await kept();
  for (const where of ['public.jobs', 'answers', 'callbacks', 'statements'])
    expect(holding(places, byField)).toContain(where);
  expect([...places.keys()]).toContain('qstash.sqlite');
  for (const secret of SECRETS.flatMap(written)) expect(holding(places, secret), secret).toEqual([]);
  expect(await sealedLeft()).toBe(0);
}, 120_000);
