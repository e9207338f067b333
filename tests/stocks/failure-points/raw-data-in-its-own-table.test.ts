import { api } from '../../http/harness.ts';
import { guarded } from './support/guarded.ts';
import type { Own } from './support/own.ts';
import { finishedStockJob } from './support/stocks.ts';

/** Every read that shows more than one result or job, and the one page that is asked for raw data. */
const LISTS = (id: string) => [
  '/api/all-stocks/progress',
  '/api/stocks/all-stocks/results',
  '/api/analysis-history/AAA',
  '/api/v1/jobs',
  `/api/v1/jobs/${id}`,
  `/api/v1/jobs/${id}/steps`,
  `/api/v1/jobs/${id}/result`,
  `/api/v1/jobs/${id}/result?format=csv`,
];

/** Which reads do without the table of raw data: while it has another name, whatever mentions it fails. */
async function readsWithoutRaw(own: Own) {
  const { id } = await finishedStockJob(own, ['AAA', 'BBB']);
  const service = api(own.url);
  const failing = async (paths: string[]) => {
    const failed: string[] = [];
    for (const path of paths)
      if ((await service.get(path)).status !== 200) failed.push(path.replace(id, 'ID'));
    return failed;
  };
  const whole = await failing([...LISTS(id), `/api/v1/jobs/${id}/result?include=raw`]);
  await own.query('alter table stock_raw rename to out_of_reach');
  return {
    whole,
    withoutRaw: await failing(LISTS(id)),
    raw: await failing([`/api/v1/jobs/${id}/result?include=raw`]),
  };
}

const raw = ['/api/v1/jobs/ID/result?include=raw'];

guarded('a list never reads raw data', {
  probe: readsWithoutRaw,
  holds: { whole: [], withoutRaw: [], raw },
  guards: [
    {
      name: 'lists that leave the table of raw data out',
      patch: [
        {
          where: /^select .* from "stock_results"/s,
          find: 'from "stock_results"',
          replace: `from (select *, (select w.bytes from stock_raw w where w.job_id = r.job_id and w.ticker = r.ticker)
            from stock_results r) "stock_results"`,
        },
      ],
      sees: {
        whole: [],
        withoutRaw: [
          '/api/stocks/all-stocks/results',
          '/api/analysis-history/AAA',
          '/api/v1/jobs/ID/result',
          '/api/v1/jobs/ID/result?format=csv',
        ],
        raw,
      },
    },
  ],
});

/** How large the rows are that lists read, and how much of a result lies elsewhere. */
async function sizes(own: Own) {
  await finishedStockJob(own, ['AAA', 'BBB', 'CCC']);
  const [row] = await own.query(`select avg(pg_column_size(r.*))::int as hot,
    avg(pg_column_size(w.*) + coalesce(pg_column_size(e.*), 0))::int as elsewhere
    from stock_results r join stock_raw w using (job_id, ticker) left join stock_evidence e using (job_id, ticker)`);
  const hot = Number(row?.['hot']);
  const elsewhere = Number(row?.['elsewhere']);
  return { aKilobyteAtMost: hot <= 1024, mostElsewhere: elsewhere / (hot + elsewhere) >= 0.85 };
}

guarded('a row that lists read is a kilobyte at most, and 85 % of a result lies outside it', {
  probe: sizes,
  holds: { aKilobyteAtMost: true, mostElsewhere: true },
  guards: [
    {
      name: 'a table of their own for the bars',
      drop: `alter table stock_results add column raw text;
        create function beside() returns trigger language plpgsql as $$ begin
          update stock_results set raw = new.bars where job_id = new.job_id and ticker = new.ticker; return new;
        end $$;
        create trigger beside after insert on stock_raw for each row execute function beside()`,
      sees: { aKilobyteAtMost: false, mostElsewhere: false },
    },
  ],
});
