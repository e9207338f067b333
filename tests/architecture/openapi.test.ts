import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectral from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';
import openapiTS, { astToString } from 'openapi-typescript';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { apiTypes } from '../../dev/build/client/api-types.ts';
import { apiPaths, openApiDocument } from '../../lib/http/openapi.ts';
import { codesIn, statusOf } from '../../lib/http/problems.ts';
import { operationsOf } from '../../lib/http/shared-components.ts';
import { takesKey } from '../../packages/client/src/takes-key.ts';
import { api, NOWHERE } from '../http/harness.ts';

const { context, endpoints } = api(NOWHERE);
const document = openApiDocument(context, endpoints);
const API_PATHS = apiPaths(endpoints);
const text = JSON.stringify(document);
const operations = operationsOf(document);

const OPERATIONS = [
  'access.createKey',
  'access.getKey',
  'access.getLimits',
  'access.getOwnerLimits',
  'access.listKeys',
  'access.listShares',
  'access.revokeKey',
  'access.revokeShare',
  'access.rotateKey',
  'access.setOwnerLimits',
  'access.shareJob',
  'documents.analyze',
  'documents.analyzeAndWait',
  'documents.begin',
  'documents.complete',
  'documents.createBlobToken',
  'documents.delete',
  'documents.diff',
  'documents.get',
  'documents.getAttachment',
  'documents.getFile',
  'documents.getLimits',
  'documents.getPageImage',
  'documents.getSchema',
  'documents.listAttachments',
  'documents.putPart',
  'documents.search',
  'jobs.ask',
  'jobs.beginBulk',
  'jobs.cancel',
  'jobs.create',
  'jobs.delete',
  'jobs.get',
  'jobs.getBulk',
  'jobs.getFigureImage',
  'jobs.getPage',
  'jobs.getResult',
  'jobs.list',
  'jobs.listChunks',
  'jobs.listPages',
  'jobs.listSlices',
  'jobs.listSteps',
  'jobs.redeliverWebhook',
  'jobs.retry',
  'jobs.retryChunks',
  'jobs.runAgain',
  'profiles.analyze',
  'profiles.cancelTask',
  'profiles.compareReports',
  'profiles.downloadReport',
  'profiles.getCompletionRate',
  'profiles.getPlatformDistribution',
  'profiles.getReport',
  'profiles.getTask',
  'profiles.getTaskStatus',
  'profiles.listPlatforms',
  'profiles.listTasks',
  'profiles.retryTask',
  'stocks.analyzeAll',
  'stocks.compareResults',
  'stocks.getEvidence',
  'stocks.getHistory',
  'stocks.getPortfolio',
  'stocks.getProgress',
  'stocks.getRecord',
  'stocks.getSymbol',
  'stocks.listChanges',
  'stocks.listLatest',
  'stocks.listUniverse',
  'system.getHealth',
  'system.getOpenApi',
  'system.listProviders',
  'system.probe',
  'watchlist.add',
  'watchlist.analyze',
  'watchlist.deleteSchedule',
  'watchlist.getSchedule',
  'watchlist.list',
  'watchlist.remove',
  'watchlist.removeNamed',
  'watchlist.setSchedule',
];

describe('the operations', () => {
  test('are these, each once, and each is named before its tag', () => {
    expect(operations.map(({ operation }) => operation.operationId).sort()).toEqual(OPERATIONS);
    for (const { operation } of operations) {
      expect(operation.tags).toEqual([operation.operationId?.split('.')[0]]);
    }
  });

  test('take an Idempotency-Key where the client sends one, and nowhere else', () => {
    const keyed = operations.filter(({ operation }) =>
      /Idempotency-?Key/.test(JSON.stringify(operation.parameters)),
    );
    const sent = operations.filter(({ method, path }) => method === 'post' && takesKey(path));
    expect(sent.map(({ path }) => path)).toEqual(keyed.map(({ path }) => path));
    expect(keyed.length).toBeGreaterThan(4);
  });

  test('have tags that are described, and every such tag is used', () => {
    const used = new Set(operations.flatMap(({ operation }) => operation.tags ?? []));
    expect(document.tags?.map(({ name }) => name).sort()).toEqual([...used].sort());
  });

  test('stand below /api/v1, and every other path is the alias of one that does', () => {
    const paths = Object.keys(document.paths ?? {});
    const aliases = Object.entries(document['x-aliases']);
    expect(paths.filter((path) => !path.startsWith('/api/v1/'))).toEqual([]);
    expect([...paths, ...aliases.map(([path]) => path)].sort()).toEqual([...API_PATHS].sort());
    for (const [, canonical] of aliases) expect(paths).toContain(canonical);
  });
});

const media = z.record(
  z.string(),
  z.object({ schema: z.looseObject({ format: z.string().optional() }), examples: z.unknown().optional() }),
);
const withContent = z.object({ content: media.optional() });

/** The answers and request bodies, references followed. */
function contentsOf() {
  const shared: Record<string, unknown> = document.components?.responses ?? {};
  const followed = (value: object) =>
    '$ref' in value ? shared[String(value.$ref).replace('#/components/responses/', '')] : value;
  return operations.flatMap(({ operation }) => {
    const name = operation.operationId ?? '';
    const answers = Object.entries<object>(operation.responses ?? {});
    return [
      ...answers.map(([status, answer]) => ({ name: `${name} ${status}`, value: followed(answer) })),
      ...(operation.requestBody ? [{ name: `${name} body`, value: operation.requestBody }] : []),
    ];
  });
}

describe('every answer and every request body', () => {
  test('has an example, but for bytes', () => {
    const bare = contentsOf().flatMap(({ name, value }) =>
      Object.entries(withContent.parse(value).content ?? {})
        .filter(([, { schema, examples }]) => schema.format !== 'binary' && examples === undefined)
        .map(([type]) => `${name} ${type}`),
    );
    expect(bare).toEqual([]);
  });

  test('that is a problem names codes that are answered with its status', () => {
    const problem = z.object({
      description: z.string(),
      content: z.object({ 'application/problem+json': z.unknown() }),
    });
    const wrong = contentsOf().flatMap(({ name, value }) => {
      const { data } = problem.safeParse(value);
      const codes = data ? codesIn(data.description) : [];
      return codes.filter((code) => !name.endsWith(` ${statusOf(code)}`)).map((code) => `${name} ${code}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('the document', () => {
  test('is clean under Redocly’s recommended rules, every example among it', async () => {
    const config = await createConfig({
      extends: ['recommended'],
      rules: { 'no-invalid-schema-examples': 'error', 'no-invalid-parameter-examples': 'error' },
    });
    const found = await lintFromString({ source: text, absoluteRef: '/openapi.json', config });
    const told = found.map(({ ruleId, message, location: [at] }) => `${ruleId}: ${message} ${at?.pointer}`);
    expect(told).toEqual([]);
  }, 60_000);

  test('is clean under Spectral’s rules for OpenAPI', async () => {
    const linter = new spectral.Spectral();
    linter.setRuleset(new spectral.Ruleset({ extends: rulesets.oas }));
    const found = await linter.run(JSON.parse(text));
    expect(found.map(({ code, message, path }) => `${code}: ${message} ${path.join('/')}`)).toEqual([]);
  }, 60_000);

  test('gives types of at most 3.4 KB an operation', async () => {
    const types = astToString(await openapiTS(text));
    expect(types.length / operations.length).toBeLessThan(3_400);
    for (const name of OPERATIONS) expect(types).toContain(`"${name}": {`);
  }, 60_000);

  test('is what the client’s types are made of; -u writes them', async () => {
    await expect(await apiTypes(JSON.parse(text))).toMatchFileSnapshot(
      '../../packages/client/src/api-types.ts',
    );
  }, 60_000);
});
