import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { buildApart } from '../../dev/build/apart.ts';
import { PRACTICE_APP } from '../../dev/stack/stack.ts';

/** Builds functions and page once for all suites of a run, whichever asks first; the others wait for it. */
export async function builtOnce(root: string): Promise<void> {
  const folder = join(inject('database').folder, 'built');
  const [done, failed] = [join(folder, 'done'), join(folder, 'failed')];
  const first = await mkdir(folder).then(
    () => true,
    () => false,
  );
  if (first) {
    await buildApart(root, PRACTICE_APP).then(
      () => writeFile(done, ''),
      async (error: unknown) => {
        await writeFile(failed, '');
        throw error;
      },
    );
  }
  while (!existsSync(done)) {
    if (existsSync(failed)) throw new Error('The build failed in another suite.');
    await sleep(50);
  }
}
