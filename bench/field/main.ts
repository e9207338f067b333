import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../dev/postgres/server.ts';
import { temporaryFolder } from '../../dev/stack/temporary-folder.ts';
import type { Figure } from '../figures.ts';
import { formatted, PAGE, writePart } from '../page.ts';
import { budgetsOf } from './budgets.ts';
import { deployNoop } from './deploy.ts';
import { installPackages } from './install.ts';
import { indicatorRows, pdfRows } from './libraries.ts';
import { commitOf, machineOf } from './machine.ts';
import { BEFORE, olderProject } from './older.ts';
import { type Ours, peersOf } from './peers.ts';
import { type Results, resultRows } from './results.ts';
import { measureColdImports } from './rows/cold-import.ts';
import { measure } from './run.ts';
import { FULL, QUICK } from './sizes.ts';
import { MARKERS, pageOf } from './table.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FIELD = import.meta.dirname;
const RESULTS = join(ROOT, 'bench/results.json');

export interface FieldOptions {
  quick: boolean;
  /** A commit to run beside this one; default BEFORE, in a quick run none. */
  old?: string | undefined;
}

async function deployed(name: string, root: string, version: string, folder: string): Promise<Ours> {
  const deployment = join(folder, `functions-${name}`);
  await deployNoop(root, deployment);
  return { version, root, deployment };
}

async function versionOf(adminUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query('show server_version');
  await client.end();
  return String(rows[0].server_version);
}

async function projects(folder: string, commit: string | null, { quick, old }: FieldOptions) {
  const own = await deployed('new', ROOT, commit ?? 'unknown', folder);
  const wanted = old ?? (quick ? null : BEFORE);
  if (wanted === null) return { own, older: null };
  const { root, version } = await olderProject(ROOT, folder, wanted);
  return { own, older: await deployed('older', root, version, folder) };
}

/** Where a run leaves its results: a quick one beside the local data, so that it never replaces a full one. */
async function written(results: Results): Promise<string> {
  const part = pageOf(results);
  const json = `${JSON.stringify(results, null, 2)}\n`;
  if (!results.quick) {
    await writeFile(RESULTS, json);
    await writePart(part, MARKERS);
    return `${RESULTS} and ${PAGE}`;
  }
  const folder = join(ROOT, '.local/field');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'results.json'), json);
  await writeFile(join(folder, 'benchmarks.md'), await formatted(part));
  return folder;
}

async function run(folder: string, options: FieldOptions): Promise<Results> {
  const startedAt = performance.now();
  const sizes = options.quick ? QUICK : FULL;
  const commit = await commitOf(ROOT);
  const { own, older } = await projects(folder, commit, options);
  const peers = await peersOf(FIELD, own, older);
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  try {
    const machine = machineOf(await versionOf(postgres.adminUrl));
    const measured = await measure(postgres, folder, peers, sizes, (line) => console.log(line));
    measured.values.set('cold-import', await measureColdImports(FIELD, ROOT, peers, sizes.coldImports));
    const libraries = [...(await indicatorRows()), ...(await pdfRows(sizes.pages))];
    return {
      machine,
      commit,
      date: new Date().toISOString(),
      quick: options.quick,
      minutes: (performance.now() - startedAt) / 60_000,
      peers: peers.map(({ id, name, version, settings, source }) => ({
        id,
        name,
        version,
        settings,
        source,
      })),
      rows: resultRows(peers, measured),
      libraries,
    };
  } finally {
    await postgres.stop();
  }
}

/**
 * Runs this commit, an older one and what others would take instead beside each other on one durable PostgreSQL, prints
 * the tables and writes them. @returns what has a budget.
 */
export async function benchField(options: FieldOptions): Promise<Figure[]> {
  await installPackages(FIELD);
  const folder = await temporaryFolder('unstuck-field-');
  try {
    const results = await run(folder, options);
    console.log(`\n${pageOf(results)}\n\nWritten to ${await written(results)}.`);
    return budgetsOf(results);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
