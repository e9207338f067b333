import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { installPackages } from './install.ts';

const run = promisify(execFile);

/** The last commit of 28 November 2026: the engine before it was measured beside others. */
export const BEFORE = '12467e8f9691c9dc0ccf4a5a2931fdad68fe364a';

const packageSchema = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

async function wanted(root: string): Promise<Record<string, string>> {
  const { dependencies, devDependencies } = packageSchema.parse(
    JSON.parse(await readFile(join(root, 'package.json'), 'utf8')),
  );
  return { ...dependencies, ...devDependencies };
}

/** Whether everything that a project names is among what another has, in the same version. */
async function hasAll(root: string, older: string): Promise<boolean> {
  const [here, there] = await Promise.all([wanted(root), wanted(older)]);
  // Node itself has moved to the optional packages.
  return Object.entries(there).every(([name, version]) => name === 'node' || here[name] === version);
}

/**
 * Puts the project as it was at a commit into a folder, with its packages and this commit's job without work.
 * @returns the folder, and the commit's short name
 * @throws Error if the clone does not have the commit
 */
export async function olderProject(root: string, folder: string, commit: string) {
  const older = join(folder, 'older');
  await mkdir(older);
  const { stdout } = await run('git', ['rev-parse', '--short', `${commit}^{commit}`], { cwd: root }).catch(
    () => {
      throw new Error(
        `This clone has no commit ${commit}. Fetch it (git fetch --unshallow), or run without --old.`,
      );
    },
  );
  const archive = join(folder, 'older.tar');
  await run('git', ['archive', '--output', archive, commit], { cwd: root });
  await run('tar', ['-xf', archive, '-C', older]);
  await cp(join(root, 'bench/field/noop'), join(older, 'bench/field/noop'), { recursive: true });
  if (await hasAll(root, older)) await symlink(join(root, 'node_modules'), join(older, 'node_modules'));
  else await installPackages(older);
  return { root: older, version: stdout.trim() };
}
