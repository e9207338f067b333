import { expect, test } from 'vitest';
import { sqlState } from '../../../lib/db/error-chain.ts';
import { done, turn } from '../../support/jobs.ts';
import { type Own, withOwn } from './support/own.ts';
import { analyzed, stockJob } from './support/stocks.ts';
import { type DatabaseRequest, onTheWire } from './support/wire.ts';

const BROKEN = 'select 1 / 0';
const DIVISION_BY_ZERO = '22012';

type Send = (request: DatabaseRequest, statements: DatabaseRequest['statements']) => Promise<Response>;

/** As the service sends it: one transaction. */
const atOnce: Send = (request, statements) => request.with(statements);

/** As the original did it: one after another, each for itself. */
const oneByOne: Send = async (request, statements) => {
  const results: unknown[] = [];
  for (const statement of statements) {
    const answer = await request.alone(statement);
    if (!answer.ok) return answer;
    results.push(await answer.json());
  }
  return Response.json({ results });
};

/** Everything that a turn can change, as text. */
async function everything({ query }: Own): Promise<string> {
  const tables = ['jobs', 'steps', 'stock_results', 'stock_raw', 'stock_evidence', 'stock_trade_cells'];
  const rows: unknown[] = [];
  for (const table of tables) rows.push(await query(`select t::text from ${table} t order by 1`));
  return JSON.stringify(rows);
}

/** Breaks each statement of a turn that commits a result, one at a time. @returns how each of these turns ended. */
async function breakEach(own: Own, send: Send) {
  const { stage, records } = await analyzed(['AAA']);
  const { id: jobId } = await stockJob(own, ['AAA', 'BBB']);
  await turn(own.db, jobId, { token: 'a' });
  const mine = [{ key: 'AAA', record: records.get('AAA') }];
  const commit = () =>
    turn(own.db, jobId, {
      token: 'b',
      outcomes: [done('AAA', 'a')],
      writes: stage.write(mine, { jobId, token: 'b' }),
    });
  const ends: { state: string | undefined; changed: boolean }[] = [];
  for (let broken = 0; ; broken++) {
    const before = await everything(own);
    let statements = 0;
    const state = await onTheWire(
      (request) => {
        statements = request.statements.length;
        const sent = request.statements.map((each, i) =>
          i === broken ? { query: BROKEN, params: [] } : each,
        );
        return send(request, sent);
      },
      () => commit().then(() => 'nothing was wrong', sqlState),
    );
    if (broken >= statements) return { ends, whole: state, statements };
    ends.push({ state, changed: (await everything(own)) !== before });
  }
}

test('a statement that fails says so, whichever it is, and undoes all that its turn did', async () => {
  const { ends, whole, statements } = await withOwn((own) => breakEach(own, atOnce));
  expect(statements).toBeGreaterThanOrEqual(7);
  expect(ends).toEqual(
    Array.from({ length: statements }, () => ({ state: DIVISION_BY_ZERO, changed: false })),
  );
  expect(whole).toBe('nothing was wrong');
});

test('goes red without the transaction: what came before the failure stays', async () => {
  const { ends } = await withOwn((own) => breakEach(own, oneByOne));
  expect(ends.every(({ state }) => state === DIVISION_BY_ZERO)).toBe(true);
  expect(ends.some(({ changed }) => changed)).toBe(true);
});
