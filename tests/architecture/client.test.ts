import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bundleClient } from '../../dev/build/client/bundle.ts';
import { filesIn, importsOf, ROOT } from './sources.ts';

const SOURCES = 'packages/client/src';
const HOOKS = { [`${SOURCES}/react.ts`]: 'react', [`${SOURCES}/preact.ts`]: 'preact/hooks' };
const ofClient = filesIn(SOURCES).filter((file) => !file.startsWith(`${SOURCES}/cli/`) && !(file in HOOKS));

test('the client imports itself alone: no package, nothing of Node, nothing of the service', () => {
  expect(ofClient).toContain(`${SOURCES}/unstuck.ts`);
  for (const file of ofClient) {
    const { files, packages } = importsOf(file);
    expect({ file, packages }).toEqual({ file, packages: [] });
    for (const target of files) expect(ofClient).toContain(target);
    expect(readFileSync(join(ROOT, file), 'utf8')).not.toMatch(/\b(process|Buffer|require)\b[.(]/);
  }
});

test.each(Object.entries(HOOKS))('%s is wiring alone: it imports useJob and %s', (file, renderer) => {
  const { files, packages } = importsOf(file);
  expect(new Set(files)).toEqual(new Set([`${SOURCES}/use-job.ts`]));
  expect(packages).toEqual([renderer]);
});

test('the client is one file of at most 6 KB gzip, a hook beside it of 1 KB, and they run as they are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-client-'));
  try {
    await bundleClient(ROOT, folder);
    const client = await readFile(join(folder, 'unstuck.js'));
    expect(gzipSync(client, { level: 9 }).length).toBeLessThanOrEqual(6_000);
    const { Unstuck }: typeof import('../../packages/client/src/index.ts') = await import(
      join(folder, 'unstuck.js')
    );
    expect(new Unstuck({ url: 'http://127.0.0.1:1' }).job('job_a').id).toBe('job_a');
    for (const hook of ['react.js', 'preact.js']) {
      const code = await readFile(join(folder, hook));
      expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(1_000);
      expect(code.toString()).toMatch(/from"\.\/unstuck\.js"/);
    }
    expect(await readFile(join(folder, 'cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
