import { execFile } from 'node:child_process';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Account, canReach, ENTER, serverAccount } from '../../../dev/postgres/account.ts';
import { installedBinaries, runnableBinaries } from '../../../dev/postgres/binaries.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstuck-binaries-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a platform without binaries is named', () => {
  expect(() => installedBinaries('sunos-sparc')).toThrow('no PostgreSQL binaries for sunos-sparc');
});

test('links that npm did not make are made', async () => {
  const native = await fewFiles();
  expect(await runnableBinaries(native, undefined)).toBe(native);
  expect(await readlink(join(native, 'lib', 'libpq.so.5'))).toMatch(/^libpq\.so\.5\.\d+$/);
});

describe.runIf(process.getuid?.() === 0)(
  'for an account that cannot enter the folder of the binaries',
  () => {
    let account: Account;
    let shelter: string;
    beforeEach(async () => {
      account = (await serverAccount(folder)) ?? { uid: 65534, gid: 65534 };
      shelter = await mkdtemp(join(tmpdir(), 'unstuck-shelter-test-'));
      await chmod(shelter, 0o755);
    });
    afterEach(() => rm(shelter, { recursive: true }));

    test('a copy is made that it can run', async () => {
      const native = await copyOfBinaries();
      expect(await canReach(native, account, ENTER)).toBe(false);
      const copy = await runnableBinaries(native, account, shelter);
      expect(await readdir(shelter)).toEqual([
        expect.stringMatching(/^unstuck-postgres-[\w.-]+-[0-9a-f]{12}$/),
      ]);
      const { stdout } = await promisify(execFile)(join(copy, 'bin', 'initdb'), ['--version'], {
        ...account,
        cwd: '/',
      });
      expect(stdout).toContain('PostgreSQL');
    });

    test('starts at once make one copy', async () => {
      const native = await fewFiles();
      const copies = await Promise.all([1, 2, 3, 4].map(() => runnableBinaries(native, account, shelter)));
      expect(new Set(copies).size).toBe(1);
      expect(await readdir(shelter)).toHaveLength(1);
      expect(await readFile(join(copies[0] ?? '', 'lib', 'libpq.so.5'), 'utf8')).toBe('libpq');
    });

    test('a copy that has lost a file is replaced', async () => {
      const native = await fewFiles();
      const first = await runnableBinaries(native, account, shelter);
      await unlink(join(first, 'share', 'postgresql', 'postgres.bki'));
      const second = await runnableBinaries(native, account, shelter);
      expect(second).toBe(first);
      expect(await readdir(join(second, 'share', 'postgresql'))).toContain('postgres.bki');
      expect(await readdir(shelter)).toHaveLength(1);
    });
  },
);

/** Stand-ins for the binaries: for what is done with them, not in them. */
async function fewFiles(): Promise<string> {
  const native = join(folder, 'native');
  const link = { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' };
  const files = {
    'package.json': '{"version":"18.0.0-test"}',
    'native/pg-symlinks.json': JSON.stringify([link]),
    'native/bin/postgres': '',
    'native/bin/initdb': '',
    'native/lib/libpq.so.5.18': 'libpq',
    'native/lib/postgresql/plpgsql.so': '',
    'native/share/postgresql/postgres.bki': '',
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content, { mode: 0o600 });
  }
  return native;
}

/** The binaries as npm leaves them where it may not run install scripts, in a folder that only we may enter. */
async function copyOfBinaries(): Promise<string> {
  const installed = installedBinaries();
  const native = join(folder, 'native');
  await cp(installed, native, { recursive: true, verbatimSymlinks: true });
  await cp(join(installed, '..', 'package.json'), join(folder, 'package.json'));
  for (const entry of await readdir(join(native, 'lib'), { withFileTypes: true })) {
    if (entry.isSymbolicLink()) await unlink(join(entry.parentPath, entry.name));
  }
  return native;
}
