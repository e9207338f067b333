import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Api, api, faultsOf, problemOf } from './harness.ts';

const ANALYZE = '/api/stocks/analyze-all-stocks';
const JSON_TYPE = { 'content-type': 'application/json' };

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

const text = (body: string, headers: Record<string, string> = JSON_TYPE, path = ANALYZE) =>
  service.call('POST', path, { headers, body });

describe('bad input is refused with every fault', () => {
  test.each<[string, string, string[]]>([
    ['an unknown field', '{"symbols":["AAPL"],"capitol":1}', ['capitol unknown_field']],
    ['a field named __proto__', '{"symbols":["AAPL"],"__proto__":{}}', ['__proto__ unknown_field']],
    ['no symbols', '{"capital":5}', ['symbols missing']],
    ['an empty list while no universe is loaded', '{"symbols":[]}', ['symbols universe_not_loaded']],
    ['a symbol with control characters', '{"symbols":["AA\\u0007PL"]}', ['symbols.0 not_a_symbol']],
    ['a symbol with a NUL', '{"symbols":["AA\\u0000PL"]}', ['symbols.0 unstorable_text']],
    ['a name with a NUL', '{"symbols":["AAPL"],"a\\u0000":{"b":1}}', [' unstorable_text']],
    ['capital 0', '{"symbols":["AAPL"],"capital":0}', ['capital too_low']],
    ['negative capital', '{"symbols":["AAPL"],"capital":-1}', ['capital too_low']],
    ['infinite capital', '{"symbols":["AAPL"],"capital":1e400}', ['capital wrong_type']],
    ['capital in words', '{"symbols":["AAPL"],"capital":"much"}', ['capital wrong_type']],
    ['a body that is no object', '[]', [' wrong_type']],
    [
      'everything wrong at once',
      '{"symbols":[7,"A B"],"capital":1e400,"risk_percent":101,"more":1}',
      [
        'symbols.0 wrong_type',
        'symbols.1 not_a_symbol',
        'capital wrong_type',
        'risk_percent too_high',
        'more unknown_field',
      ],
    ],
  ])('%s', async (_, body, faults) => {
    const response = await text(body);
    expect(response.status).toBe(422);
    expect(await faultsOf(response)).toEqual(faults);
  });

  test('10,001 symbols, with how many there are', async () => {
    const symbols = Array.from({ length: 10_001 }, (_, i) => `S${i}`);
    const response = await service.post(ANALYZE, { symbols });
    expect(response.status).toBe(422);
    const { errors } = await problemOf(response);
    expect(errors).toEqual([
      { path: 'symbols', code: 'too_many', message: expect.stringContaining('10001') },
    ]);
  });

  test('ten thousand wrong symbols, in an answer that is not as large', async () => {
    const response = await service.post(ANALYZE, {
      symbols: Array.from({ length: 10_000 }, () => '\u0001'.repeat(64)),
    });
    const body = await response.text();
    expect(body.length).toBeLessThan(1_000_000);
    expect(body).toContain('9000 more faults are not listed');
  });

  test('missing symbols, with what to do', async () => {
    const { errors } = await problemOf(await service.post(ANALYZE, {}));
    expect(errors?.[0]?.message).toMatch(/symbols is missing.*\["AAPL", "TCS\.NS"\]/);
  });

  test('malformed JSON, NaN among it', async () => {
    for (const body of ['{"symbols":', '{"symbols":["AAPL"],"capital":NaN}', '']) {
      const response = await text(body);
      expect(response.status).toBe(400);
      expect(await problemOf(response)).toMatchObject({ code: 'malformed_json' });
    }
  });

  test('another content type, or none', async () => {
    const body = '{"symbols":["AAPL"]}';
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/octet-stream']) {
      const response = await text(body, { 'content-type': type });
      expect(response.status).toBe(415);
      expect(await problemOf(response)).toMatchObject({ code: 'unsupported_media_type' });
    }
  });

  test('a charset is no other content type', async () => {
    const response = await text('{"symbols":[]}', { 'content-type': 'application/json; charset=utf-8' });
    expect(response.status).toBe(422);
  });

  test('a body over 4.5 MB, whether it says so or not', async () => {
    const body = `{"symbols":["${'A'.repeat(4.5 * 1024 * 1024)}"]}`;
    for (const headers of [JSON_TYPE, { ...JSON_TYPE, 'content-length': String(body.length) }]) {
      const response = await text(body, headers);
      expect(response.status).toBe(413);
      expect(await problemOf(response)).toMatchObject({ code: 'body_too_large' });
    }
  });

  test('the uniform creation, with paths below input', async () => {
    const wrong = {
      kind: 'stocks',
      input: { symbols: ['A B'], capital: 0 },
      deadline_seconds: 0.5,
      callback: 'x',
    };
    expect(await faultsOf(await service.post('/api/v1/jobs', wrong))).toEqual([
      'input.symbols.0 not_a_symbol',
      'input.capital too_low',
      'deadline_seconds not_whole',
      'callback unknown_field',
    ]);
  });

  test('an unknown kind, with those that there are', async () => {
    const { errors } = await problemOf(await service.post('/api/jobs', { kind: 'tarot', input: {} }));
    expect(errors).toEqual([
      { path: 'kind', code: 'not_one_of', message: 'kind must be one of: stocks, profile, document.' },
    ]);
  });

  test.each(['a b', 'ä', '', 'x'.repeat(256)])('the Idempotency-Key %j', async (key) => {
    const headers = { ...JSON_TYPE, 'idempotency-key': key };
    const response = await service.post(ANALYZE, { symbols: ['AAPL'] }, headers);
    expect(await faultsOf(response)).toEqual(['Idempotency-Key wrong_format']);
  });

  test('and nothing was created', async () => {
    const { rows } = await service.jobs.db.execute(sql`select count(*)::int as count from jobs`);
    expect(rows).toEqual([{ count: 0 }]);
  });
});

describe('bad query parameters', () => {
  test.each([
    ['/api/jobs?limit=0&status=lost&kind=tarot', ['status not_one_of', 'kind not_one_of', 'limit too_low']],
    ['/api/jobs?limit=201', ['limit too_high']],
    ['/api/jobs?limit=two', ['limit wrong_type']],
    ['/api/jobs?limit=1&limit=2', ['limit wrong_type']],
    ['/api/jobs?cursor=bm9uc2Vuc2U', ['cursor wrong_cursor']],
    ['/api/jobs/job_a?wait=26', ['wait too_high']],
    ['/api/jobs/job_a?wait=soon', ['wait wrong_type']],
    ['/api/jobs/job_a/steps?status=dead&cursor=!', ['status not_one_of', 'cursor wrong_cursor']],
    ['/api/jobs/job_a/result?format=xml&include=all', ['format not_one_of', 'include not_one_of']],
    ['/api/jobs/job_a/result?format=csv&include=raw', ['include json_only']],
    ['/api/stocks/all-stocks/results?page=0&per_page=501', ['page too_low', 'per_page too_high']],
    ['/api/analysis-history/TCS?limit=201', ['limit too_high']],
    ['/api/analysis-history/T%00CS', ['path unstorable_text']],
  ])('%s', async (path, faults) => {
    const response = await service.get(path);
    expect(response.status).toBe(422);
    expect(await faultsOf(response)).toEqual(faults);
  });

  test('that nobody knows are ignored', async () => {
    expect((await service.get('/api/jobs?utm_source=mail&path=jobs')).status).toBe(200);
  });
});

describe('what is not there', () => {
  test.each([
    ['/api/nothing'],
    ['/api'],
    ['/api/v2/jobs'],
    ['/api/jobs/job_a/secrets'],
    ['/api/stocks/nothing'],
    ['/api/jobs/'],
  ])('%s is a 404 problem', async (path) => {
    const response = await service.get(path);
    expect(response.status).toBe(404);
    expect(await problemOf(response)).toMatchObject({ code: 'not_found' });
  });

  test.each(['job_0123', 'nonsense', 'job_%20', `job_${'x'.repeat(500)}`])(
    'job %s is a 404 problem',
    async (id) => {
      for (const [method, rest] of [
        ['GET', ''],
        ['GET', '/steps'],
        ['GET', '/result'],
        ['POST', '/cancel'],
        ['POST', '/retry'],
        ['DELETE', ''],
      ] as const) {
        const response = await service.call(method, `/api/v1/jobs/${id}${rest}`);
        expect(response.status).toBe(404);
        expect(await problemOf(response)).toMatchObject({ code: 'not_found' });
      }
    },
  );

  test.each([
    ['PUT', '/api/jobs', 'GET, HEAD, POST'],
    ['POST', '/api/v1/jobs/job_a', 'DELETE, GET, HEAD'],
    ['GET', '/api/jobs/job_a/cancel', 'POST'],
    ['DELETE', '/api/health', 'GET, HEAD'],
    ['GET', '/api/stocks/analyze-all-stocks', 'POST'],
    ['GET', '/api/analyze', 'POST'],
    ['DELETE', '/api/tasks/job_a', 'GET, HEAD'],
  ])('%s %s is 405 with what is allowed', async (method, path, allowed) => {
    const response = await service.call(method, path);
    expect(response.status).toBe(405);
    expect(await problemOf(response)).toMatchObject({ code: 'method_not_allowed' });
    expect(response.headers.get('allow')?.split(', ').sort().join(', ')).toBe(allowed);
  });
});

describe('a changing operation refuses parameters that it does not have', () => {
  test.each<[string, string, string]>([
    ['/api/v1/jobs?dryrun=true&tag=a', 'POST', 'It has dry_run, again.'],
    ['/api/v1/stocks/analyze-all-stocks?dry_run=true', 'POST', 'It has none.'],
    ['/api/v1/jobs/job_01m8m3dca5nwhhrp32d7c6?force=1', 'DELETE', 'It has none.'],
  ])('%s', async (path, method, remedy) => {
    const response = await service.call(method, path, { headers: JSON_TYPE, body: '{"symbols":["AAPL"]}' });
    const { errors, ...problem } = await problemOf(response);
    expect(response.status, JSON.stringify(problem)).toBe(422);
    expect(errors?.map(({ code }) => code)).toEqual(
      path.includes('&') ? ['unknown_parameter', 'unknown_parameter'] : ['unknown_parameter'],
    );
    expect(errors?.[0]?.message).toContain(remedy);
  });

  test('those of the platform pass, and so do all while reading', async () => {
    const bypass = 'x-vercel-protection-bypass=abc';
    const made = await service.call('POST', `/api/v1/jobs?dry_run=true&${bypass}`, {
      headers: JSON_TYPE,
      body: '{"kind":"stocks","input":{"symbols":["AAPL"]}}',
    });
    expect(made.status).toBe(200);
    expect((await service.call('GET', '/api/v1/jobs?sort=up')).status).toBe(200);
  });
});
