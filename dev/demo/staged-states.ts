import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const jobSchema = z.object({ id: z.string(), status: z.string() });
type Job = z.infer<typeof jobSchema>;

/** A state that a page can be in. */
export interface StagedState {
  /** For files. */
  name: string;
  path: string;
  /** Before the page is opened. */
  before?: (page: Page) => Promise<unknown>;
}

const ENDED = ['completed', 'completed_with_errors', 'failed', 'cancelled'];

async function askFor(url: string, path: string, body: unknown): Promise<Job> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
  return jobSchema.parse(await answer.json());
}

async function ended(url: string, id: string): Promise<string> {
  for (; ; await sleep(100)) {
    const { status } = jobSchema.parse(await (await fetch(`${url}/api/v1/jobs/${id}`)).json());
    if (ENDED.includes(status)) return `/jobs/${id}`;
  }
}

/** The states that the samples do not show, on a local stack. */
export async function stagedStates(url: string): Promise<StagedState[]> {
  const create = (kind: string, input: object) => askFor(url, '/api/v1/jobs', { kind, input });
  const [partial, failed, running, cancelled] = await Promise.all([
    create('stocks', { symbols: ['AAPL', 'UNKNOWN1'] }),
    create('stocks', { symbols: ['UNKNOWN1'] }),
    create('practice', { steps: 400 }),
    create('practice', { steps: 400 }),
  ]);
  await askFor(url, `/api/v1/jobs/${cancelled.id}/cancel`, { reason: 'For a picture' });
  return [
    { name: 'running', path: `/jobs/${running.id}` },
    { name: 'partial', path: await ended(url, partial.id) },
    { name: 'failed', path: await ended(url, failed.id) },
    { name: 'cancelled', path: await ended(url, cancelled.id) },
    { name: 'empty', path: '/jobs?tag=nothing-has-it' },
    {
      name: 'loading',
      path: '/jobs',
      before: (page) => page.route('**/api/v1/jobs?*', () => undefined),
    },
    {
      name: 'redeployed',
      path: '/jobs',
      before: (page) => page.route('**/app/jobs-*.js', (route) => route.fulfill({ status: 404, body: '' })),
    },
    {
      name: 'away',
      path: '/jobs',
      before: (page) => page.route('**/api/**', (route) => route.fulfill({ status: 503, body: '' })),
    },
    {
      name: 'no-key',
      path: '/jobs',
      before: (page) =>
        page.route('**/api/v1/jobs?*', (route) =>
          route.fulfill({
            status: 401,
            contentType: 'application/problem+json',
            body: JSON.stringify({ title: 'Unauthorized', status: 401, code: 'unauthorized', detail: '' }),
          }),
        ),
    },
  ];
}
