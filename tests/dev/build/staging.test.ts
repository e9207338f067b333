import { readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { stage } from '../../../dev/build/staging.ts';
import { project } from '../host/project.ts';

test('the copy that is built has the sources, and neither secrets nor what was built or kept locally', async () => {
  const root = project({
    'api/system.ts': '',
    'bench/node_modules/x/index.js': '',
    'lib/app.ts': '',
    'lib/dist/kept.ts': '',
    '.env': 'SECRET=1',
    '.env.local': 'SECRET=1',
    '.git/HEAD': '',
    '.local/data': '',
    '.build/app.js': '',
    '.vercel/project.json': '{"projectId":"prj_real"}',
    'dist/index.html': '',
  });
  symlinkSync('/nowhere', join(root, 'node_modules'));
  const staged = await stage(root);
  onTestFinished(() => rmSync(staged, { recursive: true, force: true }));
  const files = readdirSync(staged, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(staged.length + 1));
  expect(files.sort()).toEqual([
    '.vercel/project.json',
    'api/system.ts',
    'lib/app.ts',
    'lib/dist/kept.ts',
    'node_modules',
    'package.json',
  ]);
  expect(readFileSync(join(staged, '.vercel/project.json'), 'utf8')).toContain('prj_local');
  expect(readFileSync(join(root, '.vercel/project.json'), 'utf8')).toContain('prj_real');
});
