import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineAnalyzer } from '../../lib/engine/analyzer.ts';
import { inline, SECRET } from '../profiles/http/given-posts.ts';
import { insertJob } from '../stocks/http/seed.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Api, api, json } from './harness.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

async function created(kind: string, input: object): Promise<string> {
  const answer = await service.post('/api/v1/jobs', { kind, input });
  expect(answer.status, await answer.clone().text()).toBe(202);
  return String((await json(answer))['id']);
}

const shown = async (id: string) => json(await service.get(`/api/v1/jobs/${id}`));
const inputOf = async (id: string) => (await shown(id))['input'];

describe('a job shows what was asked for', () => {
  test('of stocks: the symbols, and what was added to them', async () => {
    const id = await created('stocks', { symbols: ['aapl', 'TCS.NS'], capital: 5_000 });
    expect(await shown(id)).toMatchObject({
      input: { symbols: ['AAPL', 'TCS.NS'], capital: 5_000 },
      input_truncated: false,
    });
  });

  test('of a profile whose posts were in the request: how many there were, and none of them', async () => {
    const id = await created('profile', inline(3));
    const job = await shown(id);
    expect(job['input']).toMatchObject({ platform: 'inline', profile_id: 'my posts', given: { posts: 3 } });
    expect(JSON.stringify(job)).not.toContain(SECRET);
  });

  test('of a profile from an archive: none of it', async () => {
    const post = {
      type: 'Create',
      object: {
        ...{ type: 'Note', id: 'https://social.example/p1', published: '2026-01-01T00:00:00Z' },
        ...{ attributedTo: 'https://social.example/users/me', content: `<p>${SECRET}</p>` },
        to: ['https://www.w3.org/ns/activitystreams#Public'],
      },
      ...{ published: '2026-01-01T00:00:00Z', to: ['https://www.w3.org/ns/activitystreams#Public'] },
    };
    const archive = JSON.stringify({ type: 'OrderedCollection', totalItems: 1, orderedItems: [post] });
    const id = await created('profile', {
      platform: 'mastodon_archive',
      profile_id: 'me@social.example',
      archive,
    });
    const job = await shown(id);
    expect(job['input']).toMatchObject({ platform: 'mastodon_archive', given: { posts: 1 } });
    expect(JSON.stringify(job)).not.toContain(SECRET);
  });

  test.each([
    ['https://files.example.org/a.pdf', 'https://files.example.org/a.pdf'],
    [`https://files.example.org/a.pdf?X-Amz-Signature=${SECRET}#page=2`, 'https://files.example.org/a.pdf?…'],
  ])('of a document: its address, %s, without what opens it', async (source_url, address) => {
    const id = await created('document', { source_url });
    const job = await shown(id);
    expect(job['input']).toMatchObject({ source_url: address, ocr: false });
    expect(JSON.stringify(job)).not.toContain(SECRET);
  });

  test('of a document: that a word list was given, and no word of it', async () => {
    const id = await created('document', {
      source_url: 'https://files.example.org/a.pdf',
      frequency_list: `the\n${SECRET}`,
    });
    const job = await shown(id);
    expect(job['input']).toMatchObject({ frequency_list: true });
    expect(JSON.stringify(job)).not.toContain(SECRET);
  });

  test('a user name and a password in an old address are left out', async () => {
    const id = 'job_oldaddress';
    const input = {
      ...{ document_id: null, source_url: `https://ann:${SECRET}@files.example.org/a.pdf`, name: null },
      ...{ ocr: true, ocr_languages: ['eng'], frequency_list: false },
    };
    await insertJob(service.jobs.db, { id, kind: 'document', input });
    expect(await inputOf(id)).toMatchObject({ source_url: 'https://files.example.org/a.pdf' });
  });
});

describe('what is long', () => {
  const symbols = (count: number) => Array.from({ length: count }, (_, i) => `S${i}`);

  test.each([
    [100, false],
    [101, true],
  ])('of %i symbols the first hundred are shown, and whether that is all', async (count, cut) => {
    const id = await created('stocks', { symbols: symbols(count) });
    expect(await shown(id)).toMatchObject({
      input: { symbols: symbols(100) },
      input_truncated: cut,
    });
  });

  test('is cut in texts too, never through a character', async () => {
    const id = 'job_longtext';
    const name = `${'a'.repeat(999)}😀`;
    const input = {
      ...{ document_id: null, source_url: 'https://files.example.org/a.pdf', name },
      ...{ ocr: true, ocr_languages: ['eng'], frequency_list: false },
    };
    await insertJob(service.jobs.db, { id, kind: 'document', input });
    const job = await shown(id);
    expect(job['input_truncated']).toBe(true);
    expect(job['input']).toMatchObject({ name: `${'a'.repeat(999)}�…` });
  });
});

test('an input that this deployment does not understand is null, and the job is shown all the same', async () => {
  await insertJob(service.jobs.db, { id: 'job_strange', input: ['what'] });
  expect(await shown('job_strange')).toMatchObject({
    id: 'job_strange',
    input: null,
    input_truncated: false,
  });
  await insertJob(service.jobs.db, { id: 'job_gone', kind: 'astrology' });
  expect(await inputOf('job_gone')).toBeNull();
});

test('an input without fields is shown as one', async () => {
  const stocks = service.context.kinds.get('stocks');
  if (!stocks) throw new Error('stocks are one of the kinds');
  const analyzer = defineAnalyzer({
    ...{ kind: 'stocks', version: 1, deadlineSeconds: 60, disclaimer: null, input: z.object({}) },
    open: () => ({ stages: [], plan: () => [] }),
  });
  const own = api(database.url, { kinds: new Map([['stocks', { ...stocks, analyzer }]]) });
  await insertJob(own.jobs.db, { id: 'job_nothing', input: {} });
  expect((await json(await own.get('/api/v1/jobs/job_nothing')))['input']).toEqual({});
});

test('neither the list, nor what is answered to a creation, carries inputs', async () => {
  const body = { kind: 'stocks', input: { symbols: ['AAPL'] } };
  expect(await json(await service.post('/api/v1/jobs', body))).not.toHaveProperty('input');
  const listed = await service.get('/api/v1/jobs');
  expect(await listed.text()).not.toContain('"input"');
});
