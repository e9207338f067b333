import { stockRaw } from '../../../lib/stocks/db-schema.ts';
import { turn } from '../../support/jobs.ts';
import { guarded } from './support/guarded.ts';
import { fateOf, type Own } from './support/own.ts';
import { finishedStockJob, stockJob } from './support/stocks.ts';

/** Two jobs that plan a step of the same key; in one of them a step asks for that key again. */
async function sameKeys(own: Own) {
  const [job, other] = [await stockJob(own, ['AAA', 'BBB']), await stockJob(own, ['AAA', 'BBB'])];
  await turn(own.db, job.id, { token: 'a' });
  const further = ['BBB', 'CCC'].map((key) => ({ stage: 0, key }));
  const asking = {
    key: 'AAA',
    token: 'a',
    stage: 0,
    result: 'done',
    output: null,
    record: null,
    further,
  } as const;
  await turn(own.db, job.id, { outcomes: [asking], claim: null });
  const keys = async (id: string) =>
    (await own.query('select key from steps where job_id = $1 order by key', [id])).map(({ key }) => key);
  return { job: await keys(job.id), other: await keys(other.id) };
}

guarded('a step is one of its job and key', {
  probe: sameKeys,
  holds: { job: ['AAA', 'BBB', 'CCC'], other: ['AAA', 'BBB'] },
  guards: [
    {
      name: 'the key of job and step',
      drop: 'alter table steps drop constraint steps_job_id_key_pk',
      patch: [
        { where: /added as/, find: 'on conflict (job_id, key) do nothing', replace: '' },
        { where: /added as/, find: 'known.key = f.key', replace: 'known.key = f.key and false' },
      ],
      sees: { job: ['AAA', 'BBB', 'BBB', 'CCC'], other: ['AAA', 'BBB'] },
    },
  ],
});

/** Raw data and evidence of a job and a ticker that both exist, but not together. */
async function crossed(own: Own) {
  const { id: jobId } = await finishedStockJob(own, ['AAA']);
  await finishedStockJob(own, ['BBB']);
  const raw = () => own.db.insert(stockRaw).values({ jobId, ticker: 'BBB', bars: '', bytes: 0 });
  const evidence = () =>
    own.query(
      `insert into stock_evidence (job_id, ticker, evidence, data_quality) values ($1, 'BBB', '[]', '{}')`,
      [jobId],
    );
  const cells = () =>
    own.query(
      `insert into stock_trade_cells values ($1, 'BBB', 'balanced', '{}', '{}', '{}', '{}', '{}', '{}')`,
      [jobId],
    );
  return {
    raw: await fateOf(raw()),
    evidence: await fateOf(evidence()),
    cells: await fateOf(cells()),
  };
}

const KEY = 'refused 23503';

guarded('what lies beside a result belongs to exactly that job and ticker', {
  probe: crossed,
  holds: { raw: KEY, evidence: KEY, cells: KEY },
  guards: [
    {
      name: 'the key of raw data to job and ticker',
      drop: `alter table stock_raw drop constraint stock_raw_of_result,
        add foreign key (job_id) references jobs (id) on delete cascade`,
      sees: { raw: 'let in', evidence: KEY, cells: KEY },
    },
    {
      name: 'the key of evidence to job and ticker',
      drop: `alter table stock_evidence drop constraint stock_evidence_of_result,
        add foreign key (job_id) references jobs (id) on delete cascade`,
      sees: { raw: KEY, evidence: 'let in', cells: KEY },
    },
    {
      name: 'the key of pooled trades to job and ticker',
      drop: `alter table stock_trade_cells drop constraint stock_trade_cells_of_result,
        add foreign key (job_id) references jobs (id) on delete cascade`,
      sees: { raw: KEY, evidence: KEY, cells: 'let in' },
    },
  ],
});

/** Two owners who watch one symbol, and one who watches it twice. */
async function watched(own: Own) {
  const watch = (owner: string) =>
    fateOf(own.query(`insert into watchlist (owner, symbol) values ($1, 'AAA')`, [owner]));
  return [await watch('ann'), await watch('bob'), await watch('ann')];
}

guarded('a watched symbol is one of its owner', {
  probe: watched,
  holds: ['let in', 'let in', 'refused 23505'],
  guards: [
    {
      name: 'the key of owner and symbol',
      drop: 'alter table watchlist drop constraint watchlist_owner_symbol_pk',
      sees: ['let in', 'let in', 'let in'],
    },
    {
      name: 'the owner in that key',
      drop: 'alter table watchlist drop constraint watchlist_owner_symbol_pk, add primary key (symbol)',
      sees: ['let in', 'refused 23505', 'refused 23505'],
    },
  ],
});
