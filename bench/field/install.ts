import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const INSTALL_MS = 300_000;

const text = (file: string) => readFile(file, 'utf8').catch(() => '');

/**
 * Installs a folder's locked packages, unless the same lockfile was installed before.
 * @throws Error with npm's message
 */
export async function installPackages(folder: string): Promise<void> {
  const locked = await text(join(folder, 'package-lock.json'));
  const stamp = join(folder, 'node_modules', '.installed-lockfile');
  if ((await text(stamp)) === locked) return;
  console.log(`Installing the packages of ${folder}`);
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['ci', ...flags], { cwd: folder, timeout: INSTALL_MS });
  await run('cp', ['package-lock.json', stamp], { cwd: folder });
}
