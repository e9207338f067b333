import { readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRouter } from '../../dev/host/routes.ts';
import { readVercelJson, routesOf } from '../../dev/host/vercel-json.ts';
import { apiPaths } from '../../lib/http/openapi.ts';
import { api, NOWHERE } from '../http/harness.ts';
import { filesIn, ROOT } from './sources.ts';

const route = createRouter(routesOf(readVercelJson(join(ROOT, 'vercel.json'))));
const names = filesIn('api').map((file) => file.replace(/^api\/|\.ts$/g, ''));
const functionAt = (path: string) => route(path, (at) => names.find((name) => at === `/api/${name}`)).target;

function expectedAt(path: string): string {
  if (/\/(jobs)(\/|$)/.test(path)) return 'jobs';
  if (/^\/api(\/v1)?\/(analyze|platforms|tasks|stats)(\/|$)/.test(path)) return 'profiles';
  if (/^\/api(\/v1)?\/(documents|process-pdf)/.test(path)) return 'documents';
  return /health|openapi|\/providers$|\/(keys|limits|owners)(\/|$)/.test(path) ? 'system' : 'stocks';
}

describe('the functions', () => {
  test.each(apiPaths(api(NOWHERE).endpoints))('%s reaches exactly one function', (path) => {
    const concrete = path.replaceAll(/\{\w+\}/g, 'x1');
    expect(functionAt(concrete)).toBe(expectedAt(path));
  });

  test('the queue and the platform reach theirs directly', () => {
    expect(['/api/process', '/api/failed', '/api/cron'].map(functionAt)).toEqual([
      'process',
      'failed',
      'cron',
    ]);
  });

  test('agents reach theirs', () => {
    expect(functionAt('/mcp')).toBe('mcp');
  });

  test('a path that nobody serves reaches the one that says so', () => {
    expect(functionAt('/api/v1/nonsense')).toBe('system');
    expect(functionAt('/api')).toBe('system');
  });

  test('vercel.json names only functions that exist', () => {
    const { functions } = JSON.parse(readFileSync(join(ROOT, 'vercel.json'), 'utf8'));
    const present = filesIn('api');
    const isThere = (glob: string) => present.some((file) => matchesGlob(file, glob));
    expect(Object.keys(functions).filter((glob) => !isThere(glob))).toEqual([]);
  });
});
