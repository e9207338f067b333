import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { HEAP_FLAGS } from '../../lib/core/memory.ts';

test('V8 knows the settings that keep the heap small: it ignores others without a word', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--v8-options']);
  for (const flag of HEAP_FLAGS) expect(stdout).toContain(flag.split('=')[0]?.replace('--no-', '--'));
});

test('a function keeps its heap small before anything else starts', async () => {
  const app = await readFile(join(import.meta.dirname, '../../lib/app.ts'), 'utf8');
  expect(/^import .*$/m.exec(app)?.[0]).toBe("import './core/small-heap.ts';");
});
