import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../dev/postgres/admin.ts';
import { type Database, transact } from '../../lib/db/client.ts';
import { sqlState } from '../../lib/db/error-chain.ts';
import { installStored } from '../../lib/db/stored-functions.ts';
import {
  STORED,
  type StoredSequence,
  storedSequence,
  storedStatement,
} from '../../lib/db/stored-statement.ts';
import { migrate } from '../../lib/engine/migrate.ts';
import { COMMIT } from '../../lib/jobs/turn/commit.ts';
import { TURN } from '../../lib/jobs/turn/turn.ts';
import { onTheWire, patched } from '../stocks/failure-points/support/wire.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { createdJob, database, jobsContext, turn } from '../support/jobs.ts';

let fresh: FreshDatabase;
let db: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  db = database(fresh.url);
});
afterAll(() => fresh.drop());

const ECHO = storedStatement(
  'echo',
  { name: 'text', n: 'int', x: 'float8', flag: 'boolean', list: 'jsonb' },
  ({ name, n, x, flag, list }) =>
    sql`select ${name} as name, ${n} + ${40} as n, ${x} as x, ${flag} as flag, e as element, ${"it's"} as word
      from jsonb_array_elements(${list}) e`,
);
const VALUES = { name: null, n: 2, x: 0.1, flag: true, list: '[{"deep":[1,null]},"two"]' };
const ROWS = ['{"deep":[1,null]}', '"two"'].map((element) => ({
  name: null,
  n: 42,
  x: 0.1,
  flag: true,
  element: JSON.parse(element),
  word: "it's",
}));

const functions = async (): Promise<unknown[]> => {
  const { rows } = await db.execute(
    sql`select proname as name, obj_description(oid, 'pg_proc') as used from pg_proc
      where starts_with(proname, ${STORED}) order by 1`,
  );
  return rows;
};
const named = ({ name }: StoredSequence) => expect.objectContaining({ name });

describe('a stored statement', () => {
  test('gives the same rows as its text, whether the database has its function or not', async () => {
    const other = database(fresh.url);
    expect(await transact(other, [sql`select 1 as one`, ECHO.with(VALUES)])).toEqual([[{ one: 1 }], ROWS]);
    expect(await functions()).not.toContainEqual(named(ECHO));
    await installStored(db, [ECHO]);
    expect(await transact(db, [ECHO.with(VALUES), sql`select 1 as one`])).toEqual([ROWS, [{ one: 1 }]]);
  });

  test('of several gives the rows of each by themselves, each having seen what the one before it did', async () => {
    const several = storedSequence('several', { name: 'text' }, ({ name }) => [
      sql`insert into providers (name, max_in_flight) values (${name}, 7) returning name`,
      sql`select 1 as one where false`,
      sql`select max_in_flight as most from providers where name = ${name}`,
    ]);
    const rows = (name: string) => [[{ name }], [], [{ most: 7 }]];
    const own = database(fresh.url);
    expect(await transact(own, [several.with({ name: 'x' }), sql`select 1 as one`])).toEqual([
      ...rows('x'),
      [{ one: 1 }],
    ]);
    await installStored(db, [several]);
    expect(await transact(db, [several.with({ name: 'y' })])).toEqual(rows('y'));
  });

  test('is called where its function is, and its text is not sent', async () => {
    await installStored(db, [ECHO]);
    const asked = ECHO.with(VALUES);
    expect(await transact(db, [{ ...asked, plain: () => [sql`select 1 / 0`] }])).toEqual([ROWS]);
  });

  test('whose function is missing has done nothing before its text is sent', async () => {
    const add = storedStatement(
      'add',
      { name: 'text' },
      ({ name }) => sql`insert into providers (name, max_in_flight) values (${name}, 1) returning name`,
    );
    const twice = transact(database(fresh.url), [add.with({ name: 'a' }), add.with({ name: 'b' })]);
    expect(await twice).toEqual([[{ name: 'a' }], [{ name: 'b' }]]);
  });

  test('that fails for another reason is not sent again', async () => {
    const divide = storedStatement('divide', { n: 'int' }, ({ n }) => sql`select 1 / ${n} as n`);
    await installStored(db, [divide]);
    const asked = divide.with({ n: 0 });
    await expect(transact(db, [{ ...asked, plain: () => [sql`select 1 as n`] }])).rejects.toThrow(
      /division by zero/,
    );
  });

  test('takes its eased form where that holds, and none where it does nothing', async () => {
    const eased = storedSequence('eased', { n: 'int' }, ({ n }) => [
      {
        when: sql`(${n} < 0)`,
        eased: null,
        otherwise: {
          when: sql`(${n} = 0)`,
          eased: sql`select 'eased' as form`,
          otherwise: sql`select 'whole' as form where ${n} >= 0`,
        },
      },
      sql`select ${n} as n`,
    ]);
    const formsOf = (of: Database) =>
      Promise.all([-1, 0, 1].map(async (n) => (await transact(of, [eased.with({ n })]))[0]));
    expect(await formsOf(database(fresh.url))).toEqual([[], [{ form: 'whole' }], [{ form: 'whole' }]]);
    await installStored(db, [eased]);
    expect(await formsOf(db)).toEqual([[], [{ form: 'eased' }], [{ form: 'whole' }]]);
  });

  test('has another name as soon as anything in it differs', () => {
    const make = (type: 'text' | 'jsonb', text: string) =>
      storedStatement('some', { a: type }, ({ a }) => sql`select ${a} ${sql.raw(text)}`).name;
    const names = [make('text', 'as x'), make('text', 'as y'), make('jsonb', 'as x')];
    expect(new Set(names).size).toBe(3);
    expect(make('text', 'as x')).toBe(names[0]);
  });
});

describe('a stored statement alone', () => {
  const sleeps = storedStatement('sleeps', { n: 'float8' }, ({ n }) => sql`select pg_sleep(${n}) as slept`);
  const touch = storedStatement(
    'touch',
    { name: 'text' },
    ({ name }) => sql`update providers set max_in_flight = 2 where name = ${name} returning name`,
  );
  const shortened = (name: string) => [
    { where: /as bounds|with bounds/, find: new RegExp(`'${name}', '\\d+'`), replace: `'${name}', '200'` },
  ];
  const stateOf = (work: Promise<unknown>) => work.then(() => 'it came through', sqlState);
  beforeAll(() => installStored(db, [sleeps, touch]));

  test('is one statement and no transaction of several, which costs one exchange with the database', async () => {
    const sent: number[] = [];
    const work = () => transact(db, [sleeps.with({ n: 0 })]);
    await onTheWire((request) => {
      sent.push(request.statements.length);
      return request.with(request.statements);
    }, work);
    expect(sent).toEqual([1]);
  });

  test('waits for no lock longer than others do', async () => {
    await db.execute(sql`insert into providers (name, max_in_flight) values ('locked', 1)`);
    const state = await withClient(fresh.directUrl, async (client) => {
      await client.query('begin');
      await client.query(`select from providers where name = 'locked' for update`);
      return patched(shortened('lock_timeout'), () =>
        stateOf(transact(db, [touch.with({ name: 'locked' })])),
      );
    });
    expect(state).toBe('55P03');
  });

  test('runs no longer than others may, and its bounds end with it', async () => {
    const slow = () => stateOf(transact(db, [sleeps.with({ n: 5 })]));
    expect(await patched(shortened('transaction_timeout'), slow)).toBe('25P04');
    expect(await transact(db, [sleeps.with({ n: 0.3 })])).toHaveLength(1);
    const { rows } = await db.execute(sql`select current_setting('transaction_timeout') as most`);
    expect(rows).toEqual([{ most: '0' }]);
  });
});

describe('the functions of a turn', () => {
  test('are there after migrating, once however often, and a turn calls them', async () => {
    await Promise.all([migrate(fresh.url), migrate(fresh.url)]);
    const before = await functions();
    await migrate(fresh.url);
    expect(await functions()).toEqual(before);
    expect(before).toContainEqual(named(TURN));
    const context = jobsContext(fresh.url);
    const called = TURN.definition
      .replace('create function', 'create or replace function')
      .replaceAll('union all select key, stage', "union all select 'called ' || key, stage");
    await db.execute(sql.raw(called));
    const keysOf = async (of: Database) => {
      const { id } = await createdJob(context, 2);
      return (await turn(of, id)).claimed.map(({ key }) => key);
    };
    expect(await keysOf(context.db)).toEqual(['called s0', 'called s1']);
    await db.execute(sql.raw(`drop function ${TURN.name}`));
    expect(await keysOf(database(fresh.url))).toEqual(['s0', 's1']);
  });

  test('of code that nobody has migrated with for 90 days are removed, others stay', async () => {
    const older = storedStatement('older', { a: 'text' }, ({ a }) => sql`select ${a} as a`);
    await installStored(db, [older, COMMIT]);
    const dated = (days: number) =>
      db.execute(
        sql.raw(`do $$ begin execute format('comment on function ${older.name} is %L',
        current_date - ${days}); end $$`),
      );
    await dated(90);
    await installStored(db, [COMMIT]);
    expect(await functions()).toContainEqual(named(older));
    await dated(91);
    await installStored(db, [COMMIT]);
    expect(await functions()).not.toContainEqual(named(older));
    expect(await functions()).toContainEqual(named(COMMIT));
  });
});
