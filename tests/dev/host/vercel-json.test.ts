import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRouter } from '../../../dev/host/routes.ts';
import { readVercelJson, routesOf } from '../../../dev/host/vercel-json.ts';

/** The pattern that a rewrite's source becomes. */
function sourcePattern(source: string): string | undefined {
  const routes = routesOf({ headers: [], rewrites: [{ source, destination: '/api/x' }] });
  return routes.flatMap((route) => ('dest' in route ? [route.src] : []))[0];
}

// What `vercel build` 60.1.3 writes for these sources.
test.each([
  ['/(.*)', '^(?:/(.*))$'],
  ['/api/v1/jobs/(.*)', '^/api/v1/jobs(?:/(.*))$'],
  ['/api(/.*)?', '^/api(/.*)?$'],
  ['/api(/v1)?/jobs', '^/api(/v1)?/jobs$'],
  ['/api(/v1)?/(stocks|analysis)/(.*)', '^/api(/v1)?(?:/(stocks|analysis))(?:/(.*))$'],
  ['/api/((?!process$|cron$).*)', '^/api(?:/((?!process$|cron$).*))$'],
  ['/api/openapi.json', '^/api/openapi\\.json$'],
])('the source %s is read as Vercel reads it', (source, pattern) => {
  expect(sourcePattern(source)).toBe(pattern);
});

test.each(['/api/jobs/:id', '/api/:rest*', '/api/{jobs}?', '/a*'])(
  'the source %s is refused: what it matches would be added to the query',
  (source) => {
    expect(() => sourcePattern(source)).toThrow('use (.*)');
  },
);

const FILES = ['cron', 'documents', 'failed', 'jobs', 'mcp', 'process', 'profiles', 'stocks', 'system'].map(
  (name) => `/api/${name}`,
);
const config = readVercelJson(join(import.meta.dirname, '../../../vercel.json'));
const route = createRouter(routesOf(config));
const find = (path: string) => (FILES.includes(path) ? path.slice('/api/'.length) : undefined);

test.each([
  ['/mcp', 'mcp'],
  ['/api/jobs', 'jobs'],
  ['/api/jobs/job_1/result', 'jobs'],
  ['/api/v1/jobs', 'jobs'],
  ['/api/v1/jobs/job_1', 'jobs'],
  ['/api/stocks/analyze-all-stocks', 'stocks'],
  ['/api/v1/stocks/all-stocks/results', 'stocks'],
  ['/api/all-stocks/progress', 'stocks'],
  ['/api/v1/all-stocks/progress', 'stocks'],
  ['/api/analysis-history/TCS', 'stocks'],
  ['/api/v1/analysis-history/TCS.NS', 'stocks'],
  ['/api/analysis/history/TCS', 'stocks'],
  ['/api/v1/analysis/history/TCS', 'stocks'],
  ['/api/analyze', 'profiles'],
  ['/api/v1/analyze', 'profiles'],
  ['/api/platforms', 'profiles'],
  ['/api/tasks', 'profiles'],
  ['/api/v1/tasks/job_1/results', 'profiles'],
  ['/api/stats/completion-rate', 'profiles'],
  ['/api/documents', 'documents'],
  ['/api/v1/documents/doc_1/parts/2', 'documents'],
  ['/api/process-pdf', 'documents'],
  ['/api/v1/process-pdf-async', 'documents'],
  ['/api/process-pdfs', 'system'],
  ['/api/analyzes', 'system'],
  ['/api/health', 'system'],
  ['/api/v1/health', 'system'],
  ['/api/openapi.json', 'system'],
  ['/api/v1/openapi.json', 'system'],
  ['/api', 'system'],
  ['/api/', 'system'],
  ['/api/v2/jobs', 'system'],
  ['/api/jobsx', 'system'],
  ['/api/process', 'process'],
  ['/api/failed', 'failed'],
  ['/api/cron', 'cron'],
])('vercel.json sends %s to %s', (path, name) => {
  expect(route(path, find).target).toBe(name);
});

test('vercel.json leaves everything outside /api to the pages', () => {
  expect(route('/apis', find)).toMatchObject({ target: undefined, status: 404 });
});

test('vercel.json gives the functions that QStash calls 300 seconds, and documents 60', () => {
  expect(config.functions).toMatchObject({
    'api/documents.ts': { maxDuration: 300 },
    'api/process.ts': { maxDuration: 300 },
    'api/failed.ts': { maxDuration: 300 },
  });
});
