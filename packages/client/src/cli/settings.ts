import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { World } from './world.ts';

/** What is kept between two commands, for the user alone. */
export interface Kept {
  url?: string;
  key?: string;
  /** Signs the events that `listen` takes where there is no other secret. */
  listenSecret?: string;
  /** Uploads that were begun, by what the file was. */
  uploads?: Record<string, string>;
}

const fileOf = ({ env, home }: World): string =>
  join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'unstuck', 'config.json');

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** @throws if the file is damaged */
export async function readKept(world: World): Promise<Kept> {
  const text = await readFile(fileOf(world), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '{}';
    throw error;
  });
  const kept: Kept = JSON.parse(text);
  return kept;
}

/** Changes what is kept. @returns the file */
export async function keep(world: World, change: (kept: Kept) => Kept): Promise<string> {
  const file = fileOf(world);
  const text = `${JSON.stringify(change(await readKept(world)), null, 2)}\n`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, text, { mode: 0o600 });
  await chmod(file, 0o600);
  return file;
}
