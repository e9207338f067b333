import { cp, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';

/** Files outside git, or not meant for Vercel. */
const LEFT_OUT = new Set(['.git', '.local', '.vercel', '.build', 'coverage', 'dist', 'node_modules']);

/** With this file `vercel build` does not ask for a login. Nothing is installed: the dependencies are linked. */
const PROJECT = { projectId: 'prj_local', orgId: 'team_local', settings: { framework: null } };

/** Copies the project to a temporary folder for `vercel build`, with a link to the installed dependencies. */
export async function stage(root: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-vercel-'));
  const wanted = (path: string) => !LEFT_OUT.has(relative(root, path)) && !isLocal(basename(path));
  await cp(root, folder, { recursive: true, filter: wanted });
  await symlink(resolve(root, 'node_modules'), join(folder, 'node_modules'));
  await mkdir(join(folder, '.vercel'));
  await writeFile(join(folder, '.vercel/project.json'), JSON.stringify(PROJECT));
  return folder;
}

function isLocal(name: string): boolean {
  return name === 'node_modules' || name.startsWith('.env');
}
