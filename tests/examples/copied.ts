import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleClient } from '../../dev/build/client/bundle.ts';
import { ROOT } from '../support/stack.ts';

/** The client as a package: what `npm run build:client` makes, but for its types. */
export async function packClient(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await bundleClient(ROOT, join(folder, 'dist'));
  await writeFile(join(folder, 'package.json'), await readFile(join(ROOT, 'packages/client/package.json')));
}

export interface Copied {
  folder: string;
  remove(): Promise<void>;
}

/** A folder of the examples in a project of somebody's own, with the client installed. */
export async function copied(example: string): Promise<Copied> {
  const folder = await mkdtemp(join(tmpdir(), `unstuck-${example}-`));
  await cp(join(ROOT, 'examples', example), folder, { recursive: true });
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'own', private: true, type: 'module' }),
  );
  await packClient(join(folder, 'node_modules/unstuck'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
