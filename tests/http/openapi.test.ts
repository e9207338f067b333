import { z } from '@hono/zod-openapi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiPaths, openApiDocument } from '../../lib/http/openapi.ts';
import { problemSchema } from '../../lib/http/problems.ts';
import { createRouter } from '../../lib/http/router.ts';
import { operationsOf } from '../../lib/http/shared-components.ts';
import { inline } from '../profiles/http/given-posts.ts';
import { runProfile } from '../profiles/http/run-profile.ts';
import { runStocks } from '../stocks/http/seed.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { api, json, NOWHERE } from './harness.ts';

const { context, endpoints } = api(NOWHERE);
const document = openApiDocument(context, endpoints);
const API_PATHS = apiPaths(endpoints);
const operations = operationsOf(document).map(({ path, method, operation }) => ({
  name: `${method.toUpperCase()} ${path}`,
  path,
  method,
  operation,
}));

/** Every path with its methods, aliases among them. */
const known = [
  ...operations.map(({ name }) => name),
  ...Object.entries(document['x-aliases']).flatMap(([alias, canonical]) =>
    operations
      .filter(({ path }) => path === canonical)
      .map(({ method }) => `${method.toUpperCase()} ${alias}`),
  ),
];

describe('the OpenAPI document', () => {
  test('is served, with the version of the service', async () => {
    const response = await api(NOWHERE).get('/api/openapi.json');
    expect(response.status).toBe(200);
    expect(await json(response)).toEqual(JSON.parse(JSON.stringify(document)));
    expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '9.9.9' } });
  });

  test('names exactly the routes that the functions serve, as operations or as their aliases', () => {
    const served = createRouter(context, endpoints)
      .routes.filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect([...new Set(served)].sort()).toEqual(known.sort());
  });

  test('knows every path under both bases', () => {
    for (const path of API_PATHS.filter((each) => each.startsWith('/api/v1'))) {
      expect(API_PATHS).toContain(path.replace('/api/v1', '/api'));
    }
  });

  test('lets what may be null be null, a component too', () => {
    const neverNull = /"allOf":\[\{"\$ref":"[^"]+"\},\{"type":\[[^\]]*"null"\]\}\]/g;
    expect(JSON.stringify(document).match(neverNull)).toBeNull();
  });

  test('refers only to what it holds', () => {
    for (const kind of ['schemas', 'responses', 'parameters'] as const) {
      const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]
        .filter(([, of]) => of === kind)
        .map(([, , name]) => name);
      expect(refs.length).toBeGreaterThan(10);
      expect(Object.keys(document.components?.[kind] ?? {})).toEqual(
        expect.arrayContaining([...new Set(refs)]),
      );
    }
  });

  test.each(operations)('$name answers every error with a problem', ({ path, operation }) => {
    const errors = Object.entries(operation.responses ?? {}).filter(([status]) => Number(status) >= 400);
    for (const [, error] of path.endsWith('/health') ? [] : errors) {
      const shared = String(error.$ref).replace('#/components/responses/', '');
      expect(document.components?.responses?.[shared] ?? error).toMatchObject({
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      });
    }
    expect(errors.length).toBeGreaterThan(0);
  });

  test('asks for an API key everywhere but for health', () => {
    expect(document.security).toEqual([{ api_key: [] }]);
    expect(document.components?.securitySchemes).toMatchObject({
      api_key: { type: 'http', scheme: 'bearer' },
    });
    const open = operations
      .filter(({ operation }) => operation.security?.length === 0)
      .map(({ name }) => name);
    expect(open).toEqual(['GET /api/v1/health']);
  });
});

describe('every answer is what the document says, and nothing more', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  async function expectPublished(response: Response, schema: z.ZodType): Promise<Record<string, unknown>> {
    const body = await json(response);
    expect(schema.parse(body)).toEqual(body);
    return body;
  }

  const of = <S extends z.ZodType>(media: { content: { 'application/json': { schema: S } } }): S =>
    media.content['application/json'].schema;

  /** The schema of an answer. */
  function answerOf(method: string, path: string, status = 200): z.ZodType {
    const found = endpoints.find(({ route }) => route.method === method && route.path === path);
    const media = z
      .object({ content: z.object({ 'application/json': z.object({ schema: z.instanceof(z.ZodType) }) }) })
      .parse(found?.route.responses[status]);
    return of(media);
  }

  test('from creation to result', async () => {
    const service = api(database.url);
    const input = { symbols: ['AAPL', 'UNKNOWN'] };
    const accepted = await service.post('/api/stocks/analyze-all-stocks', input);
    await expectPublished(accepted, answerOf('post', '/stocks/analyze-all-stocks', 201));
    const { id } = await expectPublished(
      await service.post('/api/jobs', { kind: 'stocks', input }),
      answerOf('post', '/jobs', 202),
    );
    await runStocks(service.jobs.db, String(id));
    const reads: [string, z.ZodType][] = [
      ['/api/jobs', answerOf('get', '/jobs')],
      [`/api/jobs/${id}`, answerOf('get', '/jobs/{id}')],
      [`/api/jobs/${id}/steps`, answerOf('get', '/jobs/{id}/steps')],
      [`/api/jobs/${id}/result?include=raw`, answerOf('get', '/jobs/{id}/result')],
      ['/api/all-stocks/progress', answerOf('get', '/stocks/all-stocks/progress')],
      ['/api/analysis-history/AAPL', answerOf('get', '/analysis-history/{symbol}')],
      ['/api/stocks/all-stocks/results', answerOf('get', '/stocks/all-stocks/results')],
      ['/api/stocks/universe', answerOf('get', '/stocks/universe')],
      ['/api/health', answerOf('get', '/health')],
      ['/api/nothing', problemSchema],
      ['/api/jobs?limit=0', problemSchema],
    ];
    for (const [path, schema] of reads) await expectPublished(await service.get(path), schema);
  });

  test('of a profile, from its creation to its comparison', async () => {
    const service = api(database.url);
    const created = async (body: object) => {
      const answer = await expectPublished(
        await service.post('/api/analyze', body),
        answerOf('post', '/analyze', 202),
      );
      const { id } = z.object({ id: z.string() }).parse(answer['task']);
      await runProfile(service.jobs.db, id);
      return id;
    };
    await created(inline(20));
    const id = await created(inline(30, 20));
    const reads: [string, z.ZodType][] = [
      ['/api/platforms', answerOf('get', '/platforms')],
      ['/api/tasks', answerOf('get', '/tasks')],
      [`/api/tasks/${id}`, answerOf('get', '/tasks/{id}')],
      [`/api/tasks/${id}/status`, answerOf('get', '/tasks/{id}/status')],
      [`/api/tasks/${id}/results`, answerOf('get', '/tasks/{id}/results')],
      [`/api/tasks/${id}/download`, answerOf('get', '/tasks/{id}/download')],
      [`/api/tasks/${id}/compare`, answerOf('get', '/tasks/{id}/compare')],
      [`/api/jobs/${id}/result?include=raw`, answerOf('get', '/jobs/{id}/result')],
      ['/api/stats/completion-rate', answerOf('get', '/stats/completion-rate')],
    ];
    for (const [path, schema] of reads) await expectPublished(await service.get(path), schema);
    await expectPublished(
      await service.post(`/api/tasks/${id}/retry?all=true`),
      answerOf('post', '/tasks/{id}/retry', 202),
    );
    await expectPublished(
      await service.post(`/api/tasks/${id}/cancel`),
      answerOf('post', '/tasks/{id}/cancel'),
    );
  });

  test('a form may be sent where the document says so', () => {
    const body = document.paths?.['/api/v1/analyze']?.post?.requestBody;
    expect(body).toMatchObject({
      required: true,
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/ProfileAnalyze' } },
        'multipart/form-data': { schema: { properties: { archive: { format: 'binary' } } } },
      },
    });
  });

  test('a PDF may be sent as a form, as the body or by name, and the document says so', () => {
    for (const path of ['/api/v1/process-pdf', '/api/v1/process-pdf-async']) {
      expect(document.paths?.[path]?.post?.requestBody).toEqual({
        $ref: '#/components/requestBodies/AnalyzeBody',
      });
      expect(document.components?.requestBodies?.['AnalyzeBody']).toMatchObject({
        required: true,
        content: {
          'multipart/form-data': { schema: { properties: { pdf_file: { format: 'binary' } } } },
          'application/pdf': { schema: { format: 'binary' } },
          'application/json': { schema: { $ref: '#/components/schemas/ProcessPdf' } },
        },
      });
    }
    const { content } = {
      content: {},
      ...document.paths?.['/api/v1/jobs/{id}/result']?.get?.responses?.['200'],
    };
    expect(Object.keys(content)).toEqual(
      expect.arrayContaining(['text/plain', 'text/markdown', 'application/x-ndjson', 'text/csv']),
    );
  });
});
