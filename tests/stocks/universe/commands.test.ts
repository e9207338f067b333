import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commandOf } from '../../../dev/universe/commands.ts';
import type { Database } from '../../../lib/db/client.ts';
import { universeTickers } from '../../../lib/stocks/universe/universe.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { database } from '../../support/jobs.ts';

let fresh: FreshDatabase;
let db: Database;
let folder: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  db = database(fresh.url);
  folder = await mkdtemp(join(tmpdir(), 'unstuck-universe-'));
});
afterAll(async () => {
  await fresh.drop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await db.execute(sql`delete from universe`);
});

/** What the command prints. */
async function run(...args: string[]): Promise<string> {
  const lines: string[] = [];
  try {
    await commandOf(args).run(db, (line) => lines.push(line));
  } catch (error) {
    lines.push(`refused: ${error instanceof Error ? error.message : error}`);
  }
  return lines.join('\n');
}

async function file(name: string, ...symbols: string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `symbol,name\n${symbols.map((symbol) => `${symbol},Name of ${symbol}\n`).join('')}`);
  return path;
}

describe('loading a list', () => {
  test('puts it in the place of what it was, and says what changed', async () => {
    expect(await run('load', await file('US.csv', 'A', 'B', 'C'))).toBe(
      'List "us": 3 added, 0 replaced, 0 moved from other lists, 0 removed, 0 skipped. The universe has 3 tickers.',
    );
    expect(await run('load', await file('US.csv', 'B', 'D', 'D'))).toBe(
      '1 rows name a ticker again and were merged:\n  line 4: D is on line 3 already\n' +
        'List "us": 1 added, 1 replaced, 0 moved from other lists, 2 removed, 0 skipped. The universe has 2 tickers.',
    );
    expect(await universeTickers(db)).toEqual(['B', 'D']);
  });

  test('leaves other lists as they are, but for tickers that both name', async () => {
    await run('load', await file('one.csv', 'A', 'B'));
    expect(await run('load', await file('two.csv', 'B', 'C'), '--list', 'second')).toContain(
      '1 added, 0 replaced, 1 moved',
    );
    expect(await universeTickers(db)).toEqual(['A', 'B', 'C']);
    expect(await run('list')).toMatch(/^one: 1 tickers, loaded .* UTC\nsecond: 2 tickers, loaded/);
  });

  test('with a row that is no symbol loads nothing, and names the line', async () => {
    await run('load', await file('us.csv', 'A'));
    const printed = await run('load', await file('us.csv', 'B', 'no symbol', 'C'));
    expect(printed).toMatch(
      /^1 rows cannot be used:\n {2}line 3: "no symbol" is not a symbol\nrefused: Nothing was/,
    );
    expect(await universeTickers(db)).toEqual(['A']);
  });

  test('loads the other rows with --skip-bad', async () => {
    expect(await run('load', await file('us.csv', 'B', 'no symbol'), '--skip-bad')).toContain('1 added');
    expect(await universeTickers(db)).toEqual(['B']);
  });

  test('never empties a list by a file without securities', async () => {
    await run('load', await file('us.csv', 'A'));
    expect(await run('load', await file('us.csv'))).toContain('refused: Nothing was loaded');
    expect(await run('load', await file('us.csv', 'no symbol'), '--skip-bad')).toContain(
      'Nothing was loaded',
    );
    expect(await universeTickers(db)).toEqual(['A']);
  });

  test('waits for a load under way, and then replaces what that one loaded', async () => {
    const other = new Client({ connectionString: fresh.directUrl });
    await other.connect();
    await other.query('begin');
    await other.query(`insert into universe values ('A', 'A', '', '', null, 'x')`);
    let ended = false;
    const loading = run('load', await file('two.csv', 'B', 'C'), '--list', 'x').then((said) => {
      ended = true;
      return said;
    });
    const isWaiting = async () =>
      (await db.execute(sql`select from pg_locks where not granted`)).rows.length > 0;
    while (!ended && !(await isWaiting())) await sleep(10);
    await other.query('commit');
    await other.end();
    expect(await loading).toContain('2 added, 0 replaced, 0 moved from other lists, 1 removed');
    expect(await universeTickers(db)).toEqual(['B', 'C']);
  });

  test('says when the universe is larger than a job may be', async () => {
    const many = Array.from({ length: 10_001 }, (_, i) => `S${i}`);
    expect(await run('load', await file('many.csv', ...many))).toContain('is refused above 10000');
  });

  test('takes a suffix and an exchange', async () => {
    await run('load', await file('in.csv', 'tcs'), '--suffix', '.ns', '--exchange', 'NSE');
    expect(await universeTickers(db)).toEqual(['TCS.NS']);
    expect(await run('list')).toContain('in: 1 tickers (NSE)');
    expect(await run('load', await file('in.csv', 'tcs'), '--suffix', 'NS')).toContain(
      '--suffix is one such as',
    );
  });
});

describe('removing a list', () => {
  test('takes its tickers and no others', async () => {
    await run('load', await file('one.csv', 'A'));
    await run('load', await file('two.csv', 'B', 'C'));
    expect(await run('remove', 'two')).toBe('List "two" is removed, 2 tickers.');
    expect(await universeTickers(db)).toEqual(['A']);
  });

  test('that is not there is refused', async () => {
    expect(await run('remove', 'two')).toBe('refused: There is no list "two".');
    expect(await run('list')).toBe('No list is loaded.');
  });
});

describe('anything else', () => {
  test.each([[[]], [['load']], [['list', 'x']], [['remove']], [['load', 'a', 'b']], [['drop', 'x']]])(
    '%j gets the usage',
    (args) => {
      expect(() => commandOf(args)).toThrow('npm run universe -- load');
    },
  );

  test('an unknown option is refused by its name', () => {
    expect(() => commandOf(['list', '--force'])).toThrow('--force');
  });
});
