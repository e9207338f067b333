import { execFile } from 'node:child_process';
import { access, mkdir, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FOLDER = join(tmpdir(), 'unstuck-bench-pdf');

/** PDFs that pdfTeX made, by the Debian package that brings each. */
export const MANUALS = {
  'r-doc-pdf': 'usr/share/R/doc/manual/R-intro.pdf',
  'gnuplot-doc': 'usr/share/doc/gnuplot/gnuplot.pdf',
  'octave-doc': 'usr/share/doc/octave/octave.pdf',
} as const;

/** `apt-get`, once more with fresh lists where it fails. */
export async function aptGet(args: readonly string[], cwd = tmpdir()): Promise<void> {
  try {
    await run('apt-get', [...args], { cwd });
  } catch {
    await run('apt-get', ['update'], { cwd });
    await run('apt-get', [...args], { cwd });
  }
}

/** A manual's path; its package is downloaded and unpacked where that has not been done. Needs apt-get and dpkg. */
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
