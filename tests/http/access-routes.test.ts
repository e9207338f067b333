import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../lib/http/endpoint.ts';
import { openApiDocument } from '../../lib/http/openapi.ts';
import { scopeOf } from '../../lib/http/scopes.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { rowsOf, type Token, type World, worldOf } from './access-world.ts';
import { type Operation, readDocument } from './generated/document.ts';
import { api, NOWHERE, problemOf } from './harness.ts';

let database: FreshDatabase;
let world: World;
let before: string;
beforeAll(async () => {
  database = await freshDatabase();
  world = await worldOf(database.url);
  before = await rowsOf(world.service, 'ann');
});
afterAll(() => database.drop());

// The routes do not hang on a database.
const listing = api(NOWHERE);
const { operations } = readDocument(openApiDocument(listing.context, listing.endpoints));
const nameOf = ({ route }: Endpoint) => `${route.method.toUpperCase()} ${route.path}`;

interface Route {
  endpoint: Endpoint;
  operation: Operation;
}

/** Every endpoint that is served, whether anybody thought of it here or not. */
const routes = listing.endpoints.map((endpoint): Route => {
  const name = nameOf(endpoint);
  const operation = operations.find(
    ({ method, path }) => `${method} ${path.slice('/api/v1'.length)}` === name,
  );
  if (!operation) throw new Error(`${name} is not in the OpenAPI document`);
  return { endpoint, operation };
});
const guarded = routes.filter(({ endpoint }) => endpoint.open !== true);
const isOfId = ({ operation }: Route) => operation.path.includes('{id}');
const isOfKeys = ({ endpoint }: Route) => endpoint.route.path.startsWith('/keys');

/** The id of something of Ann's that this path is about. */
function idIn({ route }: Endpoint): string {
  const found = Object.entries(world.anns).find(([collection]) =>
    route.path.startsWith(`${collection}/{id}`),
  );
  if (!found) throw new Error(`give Ann something that ${route.path} finds: access-world.ts`);
  return found[1];
}

function pathOf({ endpoint, operation }: Route, served: string): string {
  const given: Record<string, () => string> = { id: () => idIn(endpoint), share: () => world.share };
  return served.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const { schema } = operation.parameters.find((each) => each.in === 'path' && each.name === name) ?? {};
    return given[name]?.() ?? String(schema?.['example'] ?? '1');
  });
}

/** The body as the document shows it. */
function bodyOf({ operation: { method, requestBody } }: Route) {
  const [first] = Object.entries(requestBody?.content ?? {});
  if (method === 'GET' || !first) return {};
  const [type, { examples }] = first;
  const value = Object.values(examples)[0]?.value ?? {};
  if (type === 'application/json') return { type, body: JSON.stringify(value) };
  if (type !== 'multipart/form-data') return { type, body: new TextEncoder().encode('%PDF-1.7') };
  const form = new FormData();
  for (const [name, field] of Object.entries(value)) form.set(name, String(field));
  return { body: form };
}

async function send(route: Route, token: Token | null, served = route.operation.path): Promise<Response> {
  const { type, body } = bodyOf(route);
  return world.service.call(route.operation.method, pathOf(route, served), {
    ...(body === undefined ? {} : { body }),
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${world.tokens[token]}` }),
      ...(type === undefined ? {} : { 'content-type': type }),
    },
  });
}

/** On every path, each refusal is a problem that the document promises, and tells nothing of the key. */
async function refused(route: Route, token: Token | null, code: string): Promise<void> {
  for (const served of route.operation.served) {
    const answer = await send(route, token, served);
    expect(answer.headers.get('etag')).toBeNull();
    expect(Object.keys(route.operation.responses)).toContain(String(answer.status));
    const problem = await problemOf(answer);
    expect([served, token, problem.code]).toEqual([served, token, code]);
    if (token !== null) expect(problem.detail).not.toContain(world.tokens[token]);
  }
}

describe.each(guarded.map((route) => [nameOf(route.endpoint), route] as const))('%s', (_, route) => {
  const { endpoint } = route;
  const scope = scopeOf(endpoint);
  const missing = isOfId(route) ? 'not_found' : 'scope_missing';

  test('is closed to whoever has no key that is good', async () => {
    for (const token of [null, 'wrong', 'expired', 'revoked'] as const)
      await refused(route, token, 'unauthorized');
  });

  test('is closed to a link to another job, and to one to this job unless it shows the job', async () => {
    await refused(route, 'link', missing);
    if (!endpoint.shared) await refused(route, 'ownLink', missing);
    else
      for (const served of route.operation.served)
        expect((await send(route, 'ownLink', served)).status).toBeLessThan(400);
  });

  test.runIf(scope !== null)('is nothing for a key without its scope', async () => {
    if (scope !== 'read') await refused(route, 'reading', 'scope_missing');
    if (scope !== 'write') await refused(route, 'writing', 'scope_missing');
    if (scope === 'admin') await refused(route, 'other', 'scope_missing');
  });

  test.runIf(isOfId(route))('finds nothing of another owner’s', async () => {
    await refused(route, 'other', isOfKeys(route) ? 'scope_missing' : 'not_found');
    if (!isOfKeys(route)) await refused(route, 'admin', 'not_found');
  });

  test('answers another owner’s key, and a reading one, without a fault of its own or an id of Ann’s', async () => {
    const answer = await send(route, 'other');
    expect(answer.status).toBeLessThan(500);
    const text = (await answer.text()).replaceAll(/"detail":"[^"]*"/g, '');
    for (const id of [...Object.values(world.anns), 'annlinked', 'ANN.NS']) expect(text).not.toContain(id);
    if (scope === 'read') expect((await send(route, 'reading')).status).toBeLessThan(500);
  });
});

test('without a key there is health and nothing else, and links show a job, how it came about and its result', () => {
  const named = (which: (endpoint: Endpoint) => boolean) => listing.endpoints.filter(which).map(nameOf);
  expect(named(({ open }) => open === true)).toEqual(['GET /health']);
  expect(named(({ unlimited }) => unlimited === true)).toEqual(['GET /openapi.json']);
  expect(named(({ shared }) => shared === true)).toEqual([
    ...['GET /jobs/{id}', 'GET /jobs/{id}/steps', 'GET /jobs/{id}/slices', 'GET /jobs/{id}/result'],
    ...['GET /jobs/{id}/pages', 'GET /jobs/{id}/pages/{n}'],
  ]);
});

test('whatever is no GET needs more than reading, but that any key may look at itself and rotate itself', () => {
  const others = guarded.filter(({ endpoint }) => {
    const usual = endpoint.route.method === 'get' ? 'read' : 'write';
    return ![usual, 'admin'].includes(scopeOf(endpoint) ?? 'none');
  });
  expect(others.map(({ endpoint }) => nameOf(endpoint))).toEqual([
    'GET /keys/{id}',
    'POST /keys/{id}/rotate',
  ]);
});

test('an id of Ann’s in a body or in a query is as unknown to Bob as one that nobody has', async () => {
  const { service, anns, bobsTask, tokens } = world;
  const headers = { authorization: `Bearer ${tokens.other}` };
  const ways = (job: string, document: string) => [
    service.post('/api/v1/jobs', { kind: 'document', input: { document_id: document } }, headers),
    service.post('/api/v1/process-pdf-async', { document_id: document }, headers),
    service.get(`/api/v1/tasks/${bobsTask}/compare?with=${job}`, headers),
  ];
  const told = async (job: string, document: string) =>
    Promise.all(
      ways(job, document).map(async (answer) => {
        const { status, code, detail, errors } = await problemOf(await answer);
        return JSON.stringify({ status, code, detail, errors })
          .replaceAll(job, 'it')
          .replaceAll(document, 'it');
      }),
    );
  expect(await told(anns['/tasks'], anns['/documents'])).toEqual(
    await told('job_01k0a3v5zq8m4n7p2r6t9w1x3y', 'doc_01k0a3v5zq8m4n7p2r6t9w1x3y'),
  );
});

test('after all that, what is Ann’s is as it was', async () => {
  expect(await rowsOf(world.service, 'ann')).toBe(before);
});

/** What her job does not have: only who finds the job is told so. */
const NO_PART = /^There is no figure 1 on page 17 of job_/;

test('and Ann herself finds all of it, so that not finding it has a meaning', async () => {
  const inTurn = guarded.filter(isOfId).toSorted((a, b) => rank(a) - rank(b));
  for (const route of inTurn) {
    const answer = await send(route, 'ann');
    const isOfPart = answer.status === 404 && NO_PART.test((await problemOf(answer)).detail);
    expect([nameOf(route.endpoint), isOfPart ? 'of a part' : answer.status]).not.toEqual([
      nameOf(route.endpoint),
      404,
    ]);
    expect([401, 403]).not.toContain(answer.status);
  }
});

/** What deletes comes last, and what is within a job before the job. */
function rank({ operation: { method, path } }: Route): number {
  return method === 'DELETE' ? 1_000 - path.length : 0;
}
