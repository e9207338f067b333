import { JOB_SOURCES } from '../../../lib/jobs/types.ts';
import { historyOfJobs } from '../../../lib/stocks/results/history.ts';
import { guarded } from './support/guarded.ts';
import { fateOf, type Own } from './support/own.ts';
import { finishedStockJob } from './support/stocks.ts';

/** Who asked, as the history of a symbol tells it; and results that would not say or say something unknown. */
async function sourcesInHistory(own: Own) {
  for (const source of JOB_SOURCES) await finishedStockJob(own, ['AAA'], { source });
  const { results } = await historyOfJobs(own.db, 'ann', 'AAA', { after: null, limit: 10 });
  const told = results.map(({ analysisSource }) => analysisSource).reverse();
  const setTo = (value: string) => fateOf(own.query(`update stock_results set analysis_source = ${value}`));
  return { told, nobody: await setTo('null'), unknown: await setTo(`'thread'`) };
}

const holds = { told: [...JOB_SOURCES], nobody: 'refused 23502', unknown: 'refused 23514' };

guarded('a result says who asked for it', {
  probe: sourcesInHistory,
  holds,
  guards: [
    {
      name: 'not null',
      drop: 'alter table stock_results alter column analysis_source drop not null',
      sees: { ...holds, nobody: 'let in' },
    },
    {
      name: 'the list of sources',
      drop: 'alter table stock_results drop constraint stock_results_analysis_source_known',
      sees: { ...holds, unknown: 'let in' },
    },
    {
      name: 'the source of the job in the statement that writes results',
      patch: [{ where: /^insert into stock_results/, find: /\bj\.source\b/, replace: `'api'` }],
      sees: { ...holds, told: ['api', 'api', 'api'] },
    },
  ],
});
