import { setTimeout as sleep } from 'node:timers/promises';
import { sqlState } from '../../../lib/db/error-chain.ts';
import { latestOfEach } from '../../../lib/stocks/results/latest.ts';
import { done, turn } from '../../support/jobs.ts';
import { guarded } from './support/guarded.ts';
import type { Own } from './support/own.ts';
import { analyzed, commitRecords, stockJob } from './support/stocks.ts';

const JOBS = 120;
const TICKERS = ['AAA', 'BBB', 'CCC', 'DDD', 'EEE'];

/** An order of its own for each job: rotated, and every other one backwards. */
function unsorted<T>(all: T[], n: number): T[] {
  const turned = [...all.slice(n % all.length), ...all.slice(0, n % all.length)];
  return n % 2 === 0 ? turned : turned.reverse();
}

/** 120 jobs that commit results of the same tickers and day at once, each in another order. */
async function reanalyses(own: Own) {
  await own.query(
    `do $$ begin execute format('alter database %I set deadlock_timeout = 50', current_database()); end $$`,
  );
  const { stage, records } = await analyzed(TICKERS);
  const all = [...records].map(([key, record]) => ({ key, record }));
  const jobs = await Promise.all(Array.from({ length: JOBS }, () => stockJob(own, TICKERS)));
  const ends = await Promise.allSettled(
    jobs.map(({ id }, n) => commitRecords(own, id, { stage }, unsorted(all, n))),
  );
  const failed = ends.flatMap((end) => (end.status === 'rejected' ? [sqlState(end.reason)] : []));
  const { results } = await latestOfEach(own.db, 'ann', { offset: 0, limit: 100 });
  return {
    deadlocked: failed.includes('40P01'),
    lost: failed.length > 0,
    rows: (await own.query('select from stock_results')).length === JOBS * TICKERS.length,
    listed: results.length,
  };
}

guarded('120 jobs that analyze the same tickers at once never deadlock', {
  probe: reanalyses,
  holds: { deadlocked: false, lost: false, rows: true, listed: TICKERS.length },
  guards: [
    {
      name: 'rows of its own for each job, in place of a row for each ticker and day',
      drop: 'create unique index daily on stock_results (owner, ticker, as_of)',
      patch: [
        {
          where: /^insert into stock_results/,
          find: 'on conflict (job_id, ticker)',
          replace: 'on conflict (owner, ticker, as_of)',
        },
        { where: /^insert into stock_results/, find: 'select distinct on (r.ticker)', replace: 'select' },
        {
          where: /^insert into stock_results/,
          find: 'order by r.ticker, r.step_key',
          replace: 'order by md5(r.ticker || j.id)',
        },
      ],
      sees: { deadlocked: true, lost: true, rows: false, listed: TICKERS.length },
    },
  ],
});

/** A slice that commits while the cancellation of its job is under way: the job's row decides, whoever has it. */
async function commitMeetsCancellation(own: Own) {
  const { id } = await stockJob(own, ['AAA']);
  await turn(own.db, id, { token: 'a' });
  await own.query('begin');
  await own.query(
    `update jobs set status = 'cancelled', completed_at = clock_timestamp(), revision = revision + 1 where id = $1`,
    [id],
  );
  const late = turn(own.db, id, { outcomes: [done('AAA', 'a')], claim: null }).then(
    ({ view }) => view?.status,
    sqlState,
  );
  for (let waiting = 0; waiting === 0; await sleep(10)) {
    const rows = await own.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    waiting = rows.length;
  }
  await own.query('commit');
  const answer = await late;
  const [job] = await own.query('select status, done from jobs where id = $1', [id]);
  return { answer, job };
}

guarded('a commit that meets a cancellation changes nothing', {
  probe: commitMeetsCancellation,
  holds: { answer: 'cancelled', job: { status: 'cancelled', done: 0 } },
  guards: [
    {
      name: 'the lock that a turn begins with',
      drop: 'alter table jobs drop constraint jobs_completed_at_iff_terminal',
      patch: [{ where: /^select id from jobs .* for update$/, find: ' for update', replace: '' }],
      sees: { answer: 'completed', job: { status: 'completed', done: 1 } },
    },
    {
      name: 'that lock, where the check of completed_at still stands',
      patch: [{ where: /^select id from jobs .* for update$/, find: ' for update', replace: '' }],
      sees: { answer: '23514', job: { status: 'cancelled', done: 0 } },
    },
  ],
});
