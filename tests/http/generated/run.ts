import fc from 'fast-check';
import { openApiDocument } from '../../../lib/http/openapi.ts';
import { ENDED, insertDocumentJob, insertPages, insertSteps } from '../../documents/http/seed-document.ts';
import { finished } from '../../profiles/http/asked.ts';
import { inline } from '../../profiles/http/given-posts.ts';
import { runStocks } from '../../stocks/http/seed.ts';
import { type Api, api, json, sleepyClock } from '../harness.ts';
import { readDocument } from './document.ts';
import { requestsOf, type Sent } from './requests.ts';
import { judge } from './verdict.ts';

const KEY = 'uk_0123456789abcdef';

/** The service with a job of every kind, and their ids. */
async function seeded(url: string): Promise<{ service: Api; ids: string[] }> {
  const schedule = { cron: '0 9 * * *', timezone: 'UTC', nextAt: null, paused: false, body: '' };
  const shared = {
    scheduleQueue: { put: async () => {}, get: async () => schedule, remove: async () => true },
    webhooks: { configured: true, allowLocal: false },
    jobs: { clock: sleepyClock(async () => {}) },
  };
  const open = api(url, shared);
  const { db } = open.jobs;
  const created = async () =>
    String(
      (await json(await open.post('/api/jobs', { kind: 'stocks', input: { symbols: ['AAPL', '^GSPC'] } })))[
        'id'
      ],
    );
  const stocks = await created();
  await runStocks(db, stocks);
  await insertDocumentJob(db, 'job_pdf', { ...ENDED, failed: 1, total: 1, stage: 5, stageTotal: 1 });
  await insertSteps(db, 'job_pdf', [{ key: 'page-3', stage: 'pages', status: 'failed' }]);
  await insertPages(db, 'job_pdf', []);
  const profile = await finished(open, inline(30));
  const begun = await json(await open.post('/api/v1/documents', { name: 'a.pdf', size: 3 }));
  const ids = [stocks, await created(), 'job_pdf', profile, String(begun['id']), 'job_none', 'AAPL', '1'];
  const access = { mode: 'keys' as const, keys: [{ owner: 'ann', key: KEY }] };
  return { service: api(url, { ...shared, access, corsOrigins: ['https://app.example'] }), ids };
}

export interface Failure {
  why: string;
  seed: number;
  nth: number;
  sent: Sent;
}

const MOST_FAILURES = 40;
const AT_ONCE = 500;

interface Outcome {
  failures: Failure[];
  /** How often each status came. */
  statuses: Map<number, number>;
}

/** Sends `count` requests that are generated from the service's document. The same seed sends the same ones. */
export async function answersOf(
  url: string,
  { seed, count }: { seed: number; count: number },
): Promise<Outcome> {
  const { service, ids } = await seeded(url);
  const document = readDocument(openApiDocument(service.context, service.endpoints));
  const requests = requestsOf(document, { ids, key: KEY });
  const verdict = judge(document);
  const failures: Failure[] = [];
  const statuses = new Map<number, number>();
  for (let from = 0; from < count && failures.length < MOST_FAILURES; from += AT_ONCE) {
    const batch = fc.sample(requests, { seed: seed + from, numRuns: Math.min(AT_ONCE, count - from) });
    for (const [i, sent] of batch.entries()) {
      const { method, target, headers, body } = sent;
      const answer = await service.call(method, target, { headers, ...(body === null ? {} : { body }) });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const why = await verdict(sent, answer);
      if (why !== null) failures.push({ why, seed, nth: from + i, sent });
    }
  }
  return { failures, statuses };
}

/** For a person: what to send again. */
export const told = ({ why, seed, nth, sent }: Failure): string => {
  const { method, target, headers, body } = sent;
  const shown = body === null ? '' : JSON.stringify(String(body)).slice(0, 600);
  return `seed ${seed}, request ${nth}: ${method} ${target.slice(0, 300)} ${JSON.stringify(headers)} ${shown}\n  ${why}`;
};
