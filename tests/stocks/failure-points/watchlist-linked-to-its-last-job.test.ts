import { removeJob } from '../../../lib/engine/remove.ts';
import { stockOptionsSchema } from '../../../lib/stocks/schema.ts';
import { addToWatchlist, listWatchlist } from '../../../lib/stocks/watchlist/items.ts';
import { watchlistSubmission } from '../../../lib/stocks/watchlist/submission.ts';
import { api } from '../../http/harness.ts';
import { runStocks } from '../http/seed.ts';
import { guarded } from './support/guarded.ts';
import { fateOf, type Own } from './support/own.ts';
import { stockAnalysis } from './support/stocks.ts';

const SUFFIX = '.NS';
const options = stockOptionsSchema.parse({});

/** The job that a watched symbol names: while it is there, once it is deleted, and one that never was. */
async function lastJob(own: Own) {
  const { context, jobs } = api(own.url);
  await addToWatchlist(jobs, { owner: 'ann', symbol: 'AAA', name: null, suffix: SUFFIX });
  const request = { owner: 'ann', source: 'watchlist', options, idempotencyKey: null } as const;
  const { job } = await context.submit(watchlistSubmission({ jobs, ...stockAnalysis }, request));
  await runStocks(own.db, job.id);
  const watched = async () => {
    const [item] = await listWatchlist(jobs, 'ann', SUFFIX);
    const { lastJobId = null, lastStatus = null, lastAnalyzedAt = null } = item ?? {};
    return { namesIt: lastJobId === job.id, lastStatus, analyzed: lastAnalyzedAt !== null };
  };
  const linked = await watched();
  await removeJob(own.context, { owner: 'ann', id: job.id, releases: [] });
  const deleted = await watched();
  return {
    linked,
    deleted,
    stray: await fateOf(own.query(`update watchlist set last_job_id = 'job_never'`)),
  };
}

const linked = { namesIt: true, lastStatus: 'completed', analyzed: true } as const;
const unknown = { namesIt: false, lastStatus: null, analyzed: false };

guarded('a watched symbol leads to its last job, and never to one that is not there', {
  probe: lastJob,
  holds: { linked, deleted: unknown, stray: 'refused 23503' },
  guards: [
    {
      name: 'the foreign key of the watchlist',
      drop: 'alter table watchlist drop constraint watchlist_last_job_id_jobs_id_fk',
      sees: { linked, deleted: { ...unknown, namesIt: true }, stray: 'let in' },
    },
    {
      name: 'the statement that links in the transaction of the creation',
      patch: [
        {
          where: /update watchlist w set/,
          find: 'exists (select 1 from jobs where',
          replace: 'exists (select 1 from jobs where false and',
        },
      ],
      sees: { linked: unknown, deleted: unknown, stray: 'refused 23503' },
    },
  ],
});
