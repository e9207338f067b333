import { cp, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';

/** What git does not know, or Vercel must not see. */
const LEFT_OUT = new Set(['.git', '.local', '.vercel', '.build', 'coverage', 'dist', 'node_modules']);

/** With this file `vercel build` asks nobody who it is. Nothing is installed: the dependencies are there. */
const PROJECT = { projectId: 'prj_local', orgId: 'team_local', settings: { framework: null } };

/** Copies the project to a temporary folder that `vercel build` may work in, linked to the installed dependencies. */
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
