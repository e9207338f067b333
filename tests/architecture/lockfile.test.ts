import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ROOT } from './sources.ts';

const names = z.record(z.string(), z.string()).default({});
const { packages } = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        dependencies: names,
        optionalDependencies: names,
        peerDependencies: names,
        peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean() })).default({}),
        optional: z.boolean().default(false),
        os: z.array(z.string()).optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));

/** Where Node.js looks for a package that is asked for from `path`: there, then further and further up. */
function placesOf(path: string, name: string): string[] {
  const parts = path.split('/node_modules/');
  const above = parts.map((_, i) => parts.slice(0, parts.length - i).join('/node_modules/'));
  const folders = path.startsWith('node_modules/') ? [...above, ''] : [''];
  return folders.map((folder) => `${folder === '' ? '' : `${folder}/`}node_modules/${name}`);
}

test('every package that any platform needs is in the lockfile, without which npm ci refuses there', () => {
  const missing = Object.entries(packages).flatMap(([path, each]) => {
    const peers = Object.keys(each.peerDependencies).filter(
      (name) => !each.peerDependenciesMeta[name]?.optional,
    );
    const wanted = [...Object.keys(each.dependencies), ...Object.keys(each.optionalDependencies), ...peers];
    return wanted
      .filter((name) => !placesOf(path, name).some((place) => place in packages))
      .map((name) => `${name} of ${path}`);
  });
  expect(missing).toEqual([]);
});

test('no package that is for some platforms alone is required on all', () => {
  const bound = Object.entries(packages).filter(([, { os, optional }]) => os !== undefined && !optional);
  expect(bound.map(([path]) => path)).toEqual([]);
  expect(packages['node_modules/node']).toMatchObject({ optional: true });
});
