import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiDocument } from '../../lib/http/openapi.ts';
import { form, pdfFile } from '../documents/http/pdf-service.ts';
import { ENDED, insertDocumentJob, insertSteps } from '../documents/http/seed-document.ts';
import { inline } from '../profiles/http/given-posts.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Api, api, faultsOf, json, NOWHERE, problemOf } from './harness.ts';

/** What PostgreSQL, or JSON on the way to it, cannot hold. */
const KINDS = [
  ['NUL', '\0'],
  ['half of a surrogate pair', '\ud800'],
] as const;

const SHA256 = 'ab'.repeat(32);
const SOURCE = 'https://example.org/a.pdf';
const CALLBACK = 'https://example.com/hooks';

/** A post with everything that it may have. */
const post = {
  ...{ id: 'p1', created_at: '2026-01-01T00:00:00Z', text: 'Hello', kind: 'reply', lang: 'en' },
  ...{ url: 'https://example.org/p1', reply_to: 'bob', mentions: ['bob'], hashtags: ['rivers'] },
  links: ['https://example.org'],
};
const profile = { ...inline(1), posts: [post], time_zone: 'UTC', mode: 'quick' };
const archive = { platform: 'mastodon_archive', profile_id: 'me@social.example', archive: '{}' };
const document = { source_url: SOURCE, name: 'a.pdf', frequency_list: 'the\nof', ocr_languages: ['eng'] };

/** A request that is fine, for every route with a body of JSON; several where it has several forms. */
const BODIES: Record<string, object[]> = {
  'POST /api/v1/jobs': [
    { kind: 'stocks', input: { symbols: ['AAPL'], strategies: ['balanced'] }, callback_url: CALLBACK },
    { kind: 'profile', input: profile },
    { kind: 'document', input: document },
    { kind: 'document', input: { document_id: 'doc_none' } },
    { kind: 'stocks', input: { symbols: ['AAPL'] }, name: 'Nightly', tags: ['nightly'] },
  ],
  'POST /api/v1/jobs/{id}/again': [{ name: 'Again', tags: ['again'], callback_url: CALLBACK }],
  'POST /api/v1/jobs/bulk': [
    { action: 'cancel', filter: { status: ['queued'], tag: ['nightly'], q: 'AAPL' }, dry_run: true },
  ],
  'POST /api/v1/jobs/{id}/ask': [{ question: 'What is heat?' }],
  'POST /api/v1/jobs/{id}/cancel': [{ reason: 'Wrong list.' }],
  'POST /api/v1/keys': [{ owner: 'ann', name: 'ci', scopes: ['read'] }],
  'POST /api/v1/jobs/{id}/chunks/retry': [{ chunk_ids: ['page-3'] }],
  'POST /api/v1/stocks/analyze-all-stocks': [{ symbols: ['AAPL'], callback_url: CALLBACK }],
  'POST /api/v1/watchlist': [{ symbol: 'TCS.NS', name: 'Tata' }],
  'DELETE /api/v1/watchlist': [{ symbol: 'TCS.NS' }, { ticker: 'TCS.NS' }],
  'POST /api/v1/watchlist/analyze': [{ strategies: ['balanced'], callback_url: CALLBACK }],
  'PUT /api/v1/watchlist/schedule': [
    { cron: '30 9 * * 1-5', timezone: 'Asia/Kolkata', callback_url: CALLBACK },
  ],
  'POST /api/v1/analyze': [{ ...profile, callback_url: CALLBACK }, archive],
  'POST /api/v1/process-pdf': [{ document_id: 'doc_none' }],
  'POST /api/v1/process-pdf-async': [{ ...document, callback_url: CALLBACK }],
  'POST /api/v1/documents': [{ name: 'a.pdf', size: 3, sha256: SHA256 }],
  'POST /api/v1/documents/{id}/complete': [{ sha256: SHA256 }],
  'POST /api/v1/documents/blob': [
    { type: 'blob.generate-client-token', payload: { pathname: 'documents/ann/a.pdf' } },
  ],
  // Numbers alone.
  'POST /api/v1/jobs/{id}/share': [],
  'POST /api/v1/keys/{id}/rotate': [],
  'PUT /api/v1/owners/{owner}/limits': [],
};

const METHODS = ['get', 'post', 'put', 'delete'] as const;
const { context, endpoints } = api(NOWHERE);
const operations = Object.entries(openApiDocument(context, endpoints).paths ?? {}).flatMap(([path, item]) =>
  METHODS.flatMap((method) => {
    const operation = path.startsWith('/api/v1/') ? item[method] : undefined;
    return operation ? [{ name: `${method.toUpperCase()} ${path}`, operation }] : [];
  }),
);

const JOB = 'job_ended';
const there = { '/jobs/{id}': JOB, '/tasks/{id}': JOB, '/documents/{id}': 'doc_none' };
const placed = (path: string) =>
  Object.entries(there)
    .reduce((at, [place, id]) => at.replace(place, place.replace('{id}', id)), path)
    .replaceAll(/\{\w+\}/g, '1');

/** The value again for each text in it, with the text made longer by `character`. */
function* spoilt(value: unknown, character: string): Generator<unknown> {
  if (typeof value === 'string') yield value + character;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    for (const changed of spoilt(member, character)) {
      yield Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed };
    }
  }
}

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  const schedule = { cron: '0 9 * * *', timezone: 'UTC', nextAt: null, paused: false, body: '' };
  const scheduleQueue = { put: async () => {}, get: async () => schedule, remove: async () => true };
  const webhooks = { configured: true, allowLocal: false };
  service = api(database.url, { scheduleQueue, webhooks });
  const { db } = service.jobs;
  await insertDocumentJob(db, JOB, { ...ENDED, failed: 1, total: 1, stage: 5, stageTotal: 1 });
  await insertSteps(db, JOB, [{ key: 'page-3', stage: 'pages', status: 'failed' }]);
});
afterAll(() => database.drop());

const send = (name: string, body: unknown) => {
  const [method = '', path = ''] = name.split(' ');
  const headers = { 'content-type': 'application/json' };
  return service.call(method, placed(path), { headers, body: JSON.stringify(body) });
};

test('there is a request for every route that takes JSON', () => {
  const taking = operations.filter(({ name, operation }) => {
    const { content = {} } = { ...operation.requestBody } as { content?: Record<string, unknown> };
    return 'application/json' in content || name.includes('/process-pdf');
  });
  expect(Object.keys(BODIES).sort()).toEqual(taking.map(({ name }) => name).sort());
});

describe.each(KINDS)('%s in a text', (_, character) => {
  test.each(Object.entries(BODIES))('of the body of %s is no fault of ours', async (name, bodies) => {
    for (const body of bodies) {
      const changes = [...spoilt(body, character)];
      expect(changes.length).toBeGreaterThan(0);
      for (const change of changes) {
        const { status } = await send(name, change);
        expect(status, JSON.stringify(change)).toBeLessThan(500);
      }
    }
  });
});

describe('NUL', () => {
  test.each(operations.map(({ name, operation }) => [name, operation] as const))(
    'in a parameter of %s is no fault of ours',
    async (name, { parameters = [] }) => {
      const [method = '', path = ''] = name.split(' ');
      const query = parameters.flatMap((each) => ('in' in each && each.in === 'query' ? [each.name] : []));
      const places = [
        path.replace('{id}', `${JOB}%00`).replaceAll(/\{\w+\}/g, '1%00'),
        ...query.map((each) => `${placed(path)}?${each}=a%00b`),
      ];
      for (const place of places) {
        const { status } = await service.call(method, place);
        expect(status, place).toBeLessThan(500);
      }
    },
  );

  test('in a field of a form is no fault of ours', async () => {
    const fields = { name: 'a', document_id: 'doc_none', source_url: SOURCE, callback_url: CALLBACK };
    for (const [name, value] of Object.entries(fields)) {
      const body = form({ [name]: `${value}\0`, ...(name === 'name' ? { pdf_file: pdfFile() } : {}) });
      const { status } = await service.call('POST', '/api/v1/process-pdf-async', { body });
      expect(status, name).toBeLessThan(500);
    }
  });
});

describe('a text that names something is refused, with its place and what to do', () => {
  test('in the query', async () => {
    const response = await service.get('/api/v1/stocks/universe?search=a%00b');
    expect(await problemOf(response.clone())).toMatchObject({
      status: 422,
      code: 'invalid_input',
      detail: 'search is "a\\u0000b": leave out the NUL character (U+0000), which cannot be stored.',
    });
    expect(await faultsOf(response)).toEqual(['search unstorable_text']);
  });

  test('in a list, each by its index', async () => {
    const response = await send('POST /api/v1/jobs/{id}/chunks/retry', {
      chunk_ids: ['\ud800', 'page-3', '\udc00'],
    });
    expect(response.status).toBe(422);
    const { errors = [] } = await problemOf(response.clone());
    expect(errors[1]?.message).toContain('"\\udc00": leave out half of a surrogate pair');
    expect(await faultsOf(response)).toEqual(['chunk_ids.0 unstorable_text', 'chunk_ids.2 unstorable_text']);
  });

  test('in a request for a PDF and in one for a profile', async () => {
    const pdf = await send('POST /api/v1/process-pdf-async', { source_url: `${SOURCE}?a=\0` });
    expect(await faultsOf(pdf)).toEqual(['source_url unstorable_text']);
    const posts = await send('POST /api/v1/analyze', { ...profile, profile_id: 'me\0' });
    expect(await faultsOf(posts)).toEqual(['profile_id unstorable_text']);
  });
});

describe('half of a surrogate pair in a text that is what the analysis is about', () => {
  const character = '\ud800';

  test('is replaced', async () => {
    for (const changed of spoilt({ ...post, kind: undefined }, character)) {
      const { status } = await send('POST /api/v1/analyze', { ...profile, posts: [changed] });
      expect(status, JSON.stringify(changed)).toBe(202);
    }
    const named = await send('POST /api/v1/watchlist', { symbol: 'S1', name: `${character}Tata` });
    expect(await json(named)).toMatchObject({ name: '\ufffdTata' });
  });

  test('makes two posts one given twice, if their ids differ in it alone', async () => {
    const posts = [
      { ...post, id: 'p\ud800' },
      { ...post, id: 'p\udc00' },
    ];
    expect(await faultsOf(await send('POST /api/v1/analyze', { ...profile, posts }))).toEqual([
      'posts.1.id repeated_id',
    ]);
  });
});

describe('a NUL is refused wherever it is', () => {
  test.each(Object.entries(BODIES))('in the body of %s, by its place', async (name, bodies) => {
    for (const body of bodies) {
      for (const change of spoilt(body, '\0')) {
        const response = await send(name, change);
        expect(response.status, JSON.stringify(change)).toBe(422);
        const [fault = ''] = await faultsOf(response);
        expect(fault).toMatch(/^[\w.]+ unstorable_text$/);
      }
    }
  });

  test.each(operations.map(({ name }) => [name]))('in path and query of %s', async (name) => {
    const [method = '', path = ''] = name.split(' ');
    const inQuery = await service.call(method, `${placed(path)}?a%00=1&b=%00&b=1`);
    expect([inQuery.status, await faultsOf(inQuery)]).toEqual([
      422,
      ['query unstorable_text', 'b unstorable_text'],
    ]);
    const inPath = await service.call(method, `${placed(path)}%00`);
    expect([inPath.status, await faultsOf(inPath)]).toEqual([422, ['path unstorable_text']]);
  });

  test('in a body that its route does not read', async () => {
    const response = await send('DELETE /api/v1/watchlist/schedule', { a: { b: 'c\0' } });
    expect([response.status, await faultsOf(response)]).toEqual([422, ['a.b unstorable_text']]);
  });

  test('in a form, by its field', async () => {
    for (const [path, field] of [
      ['/api/v1/process-pdf-async', 'name'],
      ['/api/v1/process-pdf-async', 'nothing'],
      ['/api/v1/analyze', 'profile_id'],
    ] as const) {
      const response = await service.call('POST', path, { body: form({ [field]: 'a\0' }) });
      expect([response.status, await faultsOf(response)]).toEqual([422, [`${field} unstorable_text`]]);
    }
  });
});

test('a NUL in the JSON of a form is refused by its place', async () => {
  const posts = JSON.stringify([{ ...post, text: 'a\0' }]);
  const body = form({ platform: 'inline', profile_id: 'me', posts });
  const response = await service.call('POST', '/api/v1/analyze', { body });
  expect([response.status, await faultsOf(response)]).toEqual([422, ['posts.0.text unstorable_text']]);
});

describe('what no route can read is refused before it is tried', () => {
  test.each(['%', '%zz', '%ED%A0%80', '%C3', '%FF'])('%s in a URL', async (text) => {
    const inQuery = await service.get(`/api/v1/stocks/universe?search=${text}`);
    expect([inQuery.status, await faultsOf(inQuery)]).toEqual([422, ['search wrong_encoding']]);
    const inPath = await service.get(`/api/v1/jobs/${text}`);
    expect([inPath.status, await faultsOf(inPath)]).toEqual([422, ['path wrong_encoding']]);
  });

  test('a value in a URL that is too long', async () => {
    const long = 'x'.repeat(4_097);
    expect(await faultsOf(await service.get(`/api/v1/jobs?status=${long}`))).toEqual(['status too_long']);
    expect(await faultsOf(await service.get(`/api/v1/jobs/${long}`))).toEqual(['path too_long']);
  });

  test('a body that is no UTF-8', async () => {
    for (const [path, name] of [
      ['/api/v1/analyze', 'profile_id'],
      ['/api/v1/process-pdf-async', 'source_url'],
    ] as const) {
      const body = new Uint8Array([...Buffer.from(`{"${name}":"`), 0xff, ...Buffer.from('"}')]);
      const response = await service.call('POST', path, {
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect(await problemOf(response)).toMatchObject({ status: 400, code: 'malformed_json' });
    }
  });

  test('JSON that is nested a million deep', async () => {
    for (const path of ['/api/v1/jobs', '/api/v1/process-pdf-async']) {
      const deep = `${'['.repeat(500_000)}"\\u0000"${']'.repeat(500_000)}`;
      const response = await service.call('POST', path, {
        headers: { 'content-type': 'application/json' },
        body: `{"input":${deep}}`,
      });
      expect(response.status).toBe(422);
    }
  });
});
