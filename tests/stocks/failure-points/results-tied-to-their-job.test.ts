import { expect } from 'vitest';
import { removeJob } from '../../../lib/engine/remove.ts';
import { insertResult } from '../http/seed.ts';
import { guarded } from './support/guarded.ts';
import { fateOf, type Own } from './support/own.ts';
import { finishedStockJob } from './support/stocks.ts';

/** What is left of a job that was deleted, and whether a result may name a job that never was. */
async function afterDeletion(own: Own) {
  const { id } = await finishedStockJob(own, ['AAA', 'BBB']);
  const [before] = await own.query(`select (select count(*)::int from stock_results) as results,
    (select count(*)::int from stock_raw) as raw`);
  await removeJob(own.context, { owner: 'ann', id: id, releases: [] });
  const [left] = await own.query(`select (select count(*)::int from stock_results) as results,
    (select count(*)::int from stock_raw) as raw, (select count(*)::int from steps) as steps,
    (select count(*)::int from stock_evidence) as evidence,
    (select count(*)::int from stock_trade_cells) as cells`);
  const stray = await fateOf(insertResult(own.db, { jobId: 'job_never', ticker: 'AAA' }));
  return { before, left, stray };
}

const before = { results: 2, raw: 2 };
const nothing = { results: 0, raw: 0, steps: 0, evidence: 0, cells: 0 };

guarded('a result is one of a job that exists, and goes with it', {
  probe: afterDeletion,
  holds: { before, left: nothing, stray: 'refused 23503' },
  guards: [
    {
      name: 'the foreign key of results',
      drop: 'alter table stock_results drop constraint stock_results_job_id_jobs_id_fk',
      sees: {
        before,
        left: { ...nothing, ...before, evidence: expect.any(Number), cells: expect.any(Number) },
        stray: 'let in',
      },
    },
    {
      name: 'the foreign key of steps',
      drop: 'alter table steps drop constraint steps_job_id_jobs_id_fk',
      sees: { before, left: { ...nothing, steps: 2 }, stray: 'refused 23503' },
    },
    {
      name: 'the foreign key of raw data',
      drop: 'alter table stock_raw drop constraint stock_raw_of_result',
      sees: { before, left: { ...nothing, raw: 2 }, stray: 'refused 23503' },
    },
  ],
});
