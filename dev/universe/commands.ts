import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Database } from '../../lib/db/client.ts';
import { type Remark, readList } from './read-list.ts';
import { listsOf, loadList, removeList } from './store.ts';

const USAGE = `Usage:
  npm run universe -- load FILE.csv [--list NAME] [--suffix .NS] [--exchange NSE] [--skip-bad]
  npm run universe -- list
  npm run universe -- remove NAME`;

const MOST_LINES = 20;
/** Maximum symbols per job. */
const MOST_IN_A_JOB = 10_000;

export interface Command {
  run(db: Database, print: (line: string) => void): Promise<void>;
}

interface LoadOptions {
  list?: string | undefined;
  suffix?: string | undefined;
  exchange?: string | undefined;
  'skip-bad'?: boolean | undefined;
}

function remarks(title: string, found: readonly Remark[]): string[] {
  if (found.length === 0) return [];
  const shown = found.slice(0, MOST_LINES).map(({ line, text }) => `  line ${line}: ${text}`);
  const more = found.length - shown.length;
  return [`${found.length} ${title}:`, ...shown, ...(more > 0 ? [`  and ${more} more`] : [])];
}

/** @throws Error if no row is usable or, with `skipBad: false`, if any row is not. */
async function load(
  file: string,
  options: LoadOptions,
  db: Database,
  print: (line: string) => void,
): Promise<void> {
  const list = options.list ?? basename(file, extname(file)).toLowerCase();
  const suffix = options.suffix?.toUpperCase();
  if (suffix && !/^\.[A-Z]{1,4}$/.test(suffix)) throw new Error(`--suffix is one such as .NS, not ${suffix}`);
  const read = readList(await readFile(file), { suffix, exchange: options.exchange });
  const lines = [
    ...remarks('rows cannot be used', read.refused),
    ...remarks('rows name a ticker again and were merged', read.duplicates),
    ...remarks('rows were left out', read.ignored),
  ];
  for (const line of lines) print(line);
  if (read.refused.length > 0 && !options['skip-bad']) {
    throw new Error('Nothing was loaded. Fix these rows, or skip them with --skip-bad.');
  }
  if (read.securities.length === 0) throw new Error('Nothing was loaded: no row names a security.');
  const { added, replaced, moved, removed, total } = await loadList(db, list, read.securities);
  const skipped = read.refused.length + read.ignored.length;
  print(
    `List "${list}": ${added} added, ${replaced} replaced, ${moved} moved from other lists, ` +
      `${removed} removed, ${skipped} skipped. The universe has ${total} tickers.`,
  );
  if (total > MOST_IN_A_JOB) print(`"symbols": [] is refused above ${MOST_IN_A_JOB} tickers; remove a list.`);
}

async function show(db: Database, print: (line: string) => void): Promise<void> {
  const lists = await listsOf(db);
  if (lists.length === 0) print('No list is loaded.');
  for (const { list, tickers, exchanges, loaded_at } of lists) {
    print(`${list}: ${tickers} tickers${exchanges ? ` (${exchanges})` : ''}, loaded ${loaded_at}`);
  }
}

async function remove(list: string, db: Database, print: (line: string) => void): Promise<void> {
  const count = await removeList(db, list);
  if (count === 0) throw new Error(`There is no list "${list}".`);
  print(`List "${list}" is removed, ${count} tickers.`);
}

/** Parses the arguments. @throws Error with the usage if invalid. */
export function commandOf(args: readonly string[]): Command {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      list: { type: 'string' },
      suffix: { type: 'string' },
      exchange: { type: 'string' },
      'skip-bad': { type: 'boolean' },
    },
  });
  const [name, argument, ...rest] = positionals;
  if (rest.length === 0) {
    if (name === 'load' && argument) return { run: (db, print) => load(argument, values, db, print) };
    if (name === 'list' && !argument) return { run: show };
    if (name === 'remove' && argument) return { run: (db, print) => remove(argument, db, print) };
  }
  throw new Error(USAGE);
}
