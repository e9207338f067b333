import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bundleClient } from '../../dev/build/client/bundle.ts';
import { filesIn, importsOf, ROOT } from './sources.ts';

const SOURCES = 'packages/client/src';
const ofClient = filesIn(SOURCES).filter((file) => !file.startsWith(`${SOURCES}/cli/`));

test('the client imports itself alone: no package, nothing of Node, nothing of the service', () => {
  expect(ofClient).toContain(`${SOURCES}/unstuck.ts`);
  for (const file of ofClient) {
    const { files, packages } = importsOf(file);
    expect({ file, packages }).toEqual({ file, packages: [] });
    for (const target of files) expect(ofClient).toContain(target);
    expect(readFileSync(join(ROOT, file), 'utf8')).not.toMatch(/\b(process|Buffer|require)\b[.(]/);
  }
});

test('the client is one file of at most 6 KB gzip, and both files run as they are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-client-'));
  try {
    await bundleClient(ROOT, folder);
    const client = await readFile(join(folder, 'unstuck.js'));
    expect(gzipSync(client, { level: 9 }).length).toBeLessThanOrEqual(6_000);
    const { Unstuck }: typeof import('../../packages/client/src/index.ts') = await import(
      join(folder, 'unstuck.js')
    );
    expect(new Unstuck({ url: 'http://127.0.0.1:1' }).job('job_a').id).toBe('job_a');
    expect(await readFile(join(folder, 'cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
