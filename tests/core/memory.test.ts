import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { HEAP_FLAGS } from '../../lib/core/memory.ts';

test('V8 knows the settings that keep the heap small: it ignores others without a word', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--v8-options']);
  for (const flag of HEAP_FLAGS) expect(stdout).toContain(flag.split('=')[0]?.replace('--no-', '--'));
});
