import type { Page } from 'playwright-core';
import { z } from 'zod';
import { call, type Job, jobSchema, json, untilEnded } from './local-api.ts';

/** A state that a page can be in. */
export interface StagedState {
  /** For files. */
  name: string;
  path: string;
  /** Before the page is opened. */
  before?: (page: Page) => Promise<unknown>;
  /** Once it is there. */
  after?: (page: Page) => Promise<unknown>;
}

const offline = (page: Page) => page.route('**/api/**', (route) => route.abort('internetdisconnected'));

/** The states that the samples do not show, on a local stack. */
export async function stagedStates(url: string): Promise<StagedState[]> {
  const jobs = `${url}/api/v1/jobs`;
  const create = (kind: string, input: object) => call(jobSchema, jobs, json({ kind, input }));
  const ended = async (job: Job) => `/jobs/${(await untilEnded(url, job)).id}`;
  const [partial, failed, running, cancelled] = await Promise.all([
    create('stocks', { symbols: ['AAPL', 'UNKNOWN1'] }),
    create('stocks', { symbols: ['UNKNOWN1'] }),
    create('practice', { steps: 400 }),
    create('practice', { steps: 400 }),
  ]);
  await call(jobSchema, `${jobs}/${cancelled.id}/cancel`, json({ reason: 'For a picture' }));
  const partialPage = await ended(partial);
  const share = z.object({ token: z.string() });
  const { token } = await call(share, `${jobs}/${partial.id}/share`, json({ expires_in_seconds: 3_600 }));
  return [
    { name: 'running', path: `/jobs/${running.id}` },
    { name: 'partial', path: partialPage },
    { name: 'step', path: `${partialPage}?step=UNKNOWN1` },
    { name: 'again', path: `${partialPage}?do=again` },
    { name: 'shared', path: `${partialPage}?share=${token}` },
    { name: 'failed', path: await ended(failed) },
    { name: 'cancelled', path: await ended(cancelled) },
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
    { name: 'offline', path: '/jobs', before: offline },
    {
      name: 'stale',
      path: '/jobs',
      after: async (page) => {
        await offline(page);
        await page.getByText(/Last seen/).waitFor();
      },
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
