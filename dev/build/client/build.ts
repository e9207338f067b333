// npm run build:client: types of the API, the client, the command line, and declarations beside them.
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ownOpenApi } from '../reference/own-document.ts';
import { apiTypes } from './api-types.ts';
import { bundleClient } from './bundle.ts';

const root = join(import.meta.dirname, '../../..');
await writeFile(join(root, 'packages/client/src/api-types.ts'), await apiTypes(await ownOpenApi(root)));
if (!process.argv.includes('--types')) {
  await bundleClient(root);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'packages/client'], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
