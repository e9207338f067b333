import { latestOfEach } from '../../../lib/stocks/results/latest.ts';
import { insertResult } from '../http/seed.ts';
import { guarded } from './support/guarded.ts';
import { fateOf, type Own } from './support/own.ts';
import { analyzed, commitRecords, finishedStockJob, stockJob } from './support/stocks.ts';

/** Two keys of one job that came to one ticker, in one commit and in two; and a row that comes from elsewhere. */
async function twoKeysOneTicker(own: Own) {
  const { stage, records } = await analyzed(['TCS.NS']);
  const record = records.get('TCS.NS');
  const rows = async (jobId: string) =>
    (await own.query('select from stock_results where job_id = $1', [jobId])).length;
  const names = ['TCS', 'TCS.NS'];
  const together = await stockJob(own, names);
  const both = names.map((key) => ({ key, record }));
  await commitRecords(own, together.id, { stage }, both);
  const apart = await stockJob(own, names);
  for (const each of both) await commitRecords(own, apart.id, { stage }, [each]);
  const found = { together: await rows(together.id), apart: await rows(apart.id) };
  return { ...found, stray: await fateOf(insertResult(own.db, { jobId: apart.id, ticker: 'TCS.NS' })) };
}

guarded('a job has one result for a ticker', {
  probe: twoKeysOneTicker,
  holds: { together: 1, apart: 1, stray: 'refused 23505' },
  guards: [
    {
      name: 'the key of job and ticker',
      drop: 'alter table stock_results drop constraint stock_results_job_id_ticker_pk cascade',
      patch: [{ where: /^insert into stock_results/, find: /on conflict[\s\S]*$/, replace: '' }],
      sees: { together: 1, apart: 2, stray: 'let in' },
    },
    {
      name: 'the choice of one row a ticker in a commit',
      drop: 'alter table stock_results drop constraint stock_results_job_id_ticker_pk cascade',
      patch: [
        { where: /^insert into stock_results/, find: /on conflict[\s\S]*$/, replace: '' },
        { where: /^insert into stock_results/, find: 'distinct on (r.ticker)', replace: '' },
      ],
      sees: { together: 2, apart: 2, stray: 'let in' },
    },
  ],
});

/** A ticker that was analyzed three times on one day: what lists show of it, and what the jobs keep. */
async function threeTimesADay(own: Own) {
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) ids.push((await finishedStockJob(own, ['AAA', 'BBB'])).id);
  const { results } = await latestOfEach(own.db, 'ann', { offset: 0, limit: 100 });
  return {
    listed: results.map(({ ticker }) => ticker),
    newest: results.every(({ jobId }) => jobId === ids.at(-1)),
    kept: (await own.query('select from stock_results')).length,
  };
}

guarded('a ticker and day has one current result, and each job keeps its own', {
  probe: threeTimesADay,
  holds: { listed: ['AAA', 'BBB'], newest: true, kept: 6 },
  guards: [
    {
      name: 'the limit of one a ticker in the list query',
      patch: [{ where: /latest as \(/, find: /(?<=r\.job_id desc) limit 1\b/, replace: '' }],
      sees: { listed: ['AAA', 'AAA', 'AAA', 'BBB', 'BBB', 'BBB'], newest: false, kept: 6 },
    },
    {
      name: 'the order of the list query',
      patch: [
        {
          where: /latest as \(/,
          find: 'r.completed_at desc nulls last',
          replace: 'r.completed_at',
        },
      ],
      sees: { listed: ['AAA', 'BBB'], newest: false, kept: 6 },
    },
  ],
});
