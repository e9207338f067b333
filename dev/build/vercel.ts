// npm run build:vercel: builds what Vercel would deploy, offline, into .vercel/output, and checks it.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, rm, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { loadDeployment } from '../host/deployment.ts';
import type { FunctionSpec } from '../host/instance.ts';
import { coldImportMs } from './cold-import.ts';
import { stage } from './staging.ts';

/** Not every registry mirror has later versions. Run through npx, never a dependency. */
const CLI = 'vercel@60.1.3';
/** Vercel's free plan allows 12 (11 by one report). */
const MAX_FUNCTIONS = 10;

export interface BuiltFunction {
  name: string;
  /** Total size of its files. */
  bytes: number;
  /** Import time in a new process. */
  importMs: number;
}

export interface VercelBuild {
  /** Folder with config.json, functions/ and static/. */
  output: string;
  functions: BuiltFunction[];
  /** Paths below static/. */
  staticFiles: string[];
}

export interface VercelBuildOptions {
  root: string;
  /** What the platform would give the build: with a database it is migrated. Default: nothing. */
  env?: Record<string, string>;
}

/** The environment of the shell is not that of a deployment: no database of it is migrated. */
const OF_DATABASE = /DATABASE_URL|POSTGRES|^PG/;

/**
 * Runs `vercel build` on a copy of `root` and moves the output to `<root>/.vercel/output`.
 * @throws if the build fails, if a function is missing, not self-contained or not importable, if there are more than
 * ten, or if anything but dist/ would be public.
 */
export async function buildVercel({ root, env = {} }: VercelBuildOptions): Promise<VercelBuild> {
  const output = resolve(root, '.vercel/output');
  const staged = await stage(root);
  try {
    await runCli(staged, env);
    const built = join(staged, '.vercel/output');
    checkFunctions(names(loadDeployment(staged).functions), names(loadDeployment(staged, built).functions));
    await checkStatic(join(built, 'static'), join(staged, 'dist'));
    await rm(output, { recursive: true, force: true });
    await cp(built, output, { recursive: true });
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
  const { functions } = loadDeployment(root, output);
  const measured: BuiltFunction[] = [];
  for (const spec of functions) measured.push(await measure(spec));
  return { output, functions: measured, staticFiles: await filesBelow(join(output, 'static')) };
}

async function runCli(folder: string, env: Record<string, string>): Promise<void> {
  const shell = Object.entries(process.env).filter(([name]) => !OF_DATABASE.test(name));
  const cli = spawn('npx', ['-y', CLI, 'build', '--yes'], {
    cwd: folder,
    env: {
      ...Object.fromEntries(shell),
      ...env,
      VERCEL_TELEMETRY_DISABLED: '1',
      VERCEL_INSTALL_COMPLETED: '1',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code]: unknown[] = await once(cli, 'exit');
  if (code !== 0) throw new Error(`vercel build ended with ${code}.\n${await typeErrors(folder)}`);
}

/** On a type error anywhere in the project the CLI only prints `Emit skipped` for the first function. */
async function typeErrors(folder: string): Promise<string> {
  const tsc = ['node_modules/typescript/bin/tsc', '--project', '.', '--outDir', '.tsc', '--pretty', 'false'];
  const compiled = promisify(execFile)(process.execPath, tsc, { cwd: folder });
  return compiled.then(
    () => '',
    (error: { stdout?: unknown }) => String(error.stdout),
  );
}

function names(functions: FunctionSpec[]): string[] {
  return functions.map(({ name }) => name);
}

function checkFunctions(wanted: string[], built: string[]): void {
  const missing = wanted.filter((name) => !built.includes(name));
  if (missing.length > 0) throw new Error(`vercel build made no function of ${missing.join(', ')}.`);
  if (built.length > MAX_FUNCTIONS) throw new Error(`${built.length} functions; at most ${MAX_FUNCTIONS}.`);
}

async function checkStatic(published: string, dist: string): Promise<void> {
  const page = await filesBelow(dist);
  const strange = (await filesBelow(published)).filter((path) => !page.includes(path));
  if (strange.length > 0) throw new Error(`Not of dist/, and yet public: ${strange.join(', ')}.`);
}

async function measure({ name, file, cwd }: FunctionSpec): Promise<BuiltFunction> {
  const sizes = await Promise.all((await filesBelow(cwd)).map((path) => stat(join(cwd, path))));
  const bytes = sizes.reduce((sum, { size }) => sum + size, 0);
  return { name, bytes, importMs: await coldImportMs(file) };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

if (process.argv[1] === import.meta.filename) {
  const { output, functions, staticFiles } = await buildVercel({ root: join(import.meta.dirname, '../..') });
  console.log(`\n${output}: ${functions.length} functions, ${staticFiles.length} static files`);
  for (const { name, bytes, importMs } of functions) {
    console.log(`${name.padEnd(12)} ${Math.ceil(bytes / 1024)} KB, imported in ${Math.round(importMs)} ms`);
  }
}
