import { execFile } from 'node:child_process';
import { access, mkdir, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FOLDER = join(tmpdir(), 'unstuck-bench-pdf');

/** pdfTeX manuals, and the Debian package of each. */
export const MANUALS = {
  'r-doc-pdf': 'usr/share/R/doc/manual/R-intro.pdf',
  'gnuplot-doc': 'usr/share/doc/gnuplot/gnuplot.pdf',
  'octave-doc': 'usr/share/doc/octave/octave.pdf',
} as const;

/** Runs `apt-get`; on failure updates the package lists and retries once. */
export async function aptGet(args: readonly string[], cwd = tmpdir()): Promise<void> {
  try {
    await run('apt-get', [...args], { cwd });
  } catch {
    await run('apt-get', ['update'], { cwd });
    await run('apt-get', [...args], { cwd });
  }
}

/** A manual's path; downloads and unpacks its package if needed. Requires apt-get and dpkg. */
export async function manual(name: keyof typeof MANUALS): Promise<string> {
  const file = join(FOLDER, MANUALS[name]);
  const there = await access(file).then(
    () => true,
    () => false,
  );
  if (there) return file;
  await mkdir(FOLDER, { recursive: true });
  await aptGet(['download', name], FOLDER);
  const archive = (await readdir(FOLDER)).find((entry) => entry.startsWith(`${name}_`));
  if (archive === undefined) throw new Error(`apt-get download ${name} left no package in ${FOLDER}.`);
  await run('dpkg', ['-x', join(FOLDER, archive), FOLDER]);
  return file;
}
