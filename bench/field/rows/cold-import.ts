import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { coldImportMs } from '../../../dev/build/cold-import.ts';
import { buildFunctions } from '../../../dev/build/functions.ts';
import { median } from '../statistics.ts';
import type { Peer, PeerId, Row, Value } from '../types.ts';
import { forPeers, NOT_OLDER } from './notes.ts';

export const COLD_ROWS: readonly Row[] = [
  {
    id: 'cold-import',
    title: 'Cold import, beyond that of an empty function',
    unit: 'ms',
    better: 'less',
    none: NOT_OLDER,
    ahead: forPeers(
      ['graphile-local-queue', 'graphile', 'pg-boss', 'dbos', 'upstash'],
      'a library alone; ours is the whole service, with its routes and analyses',
    ),
    note: 'In a new process of Node, the median: ours as the bundle that functions import, the others from node_modules, as their documentation has them.',
  },
];

/** Modules that import one package each, where Node finds what the bench has installed. */
async function modules(folder: string, peers: readonly Peer[]): Promise<{ id: PeerId; file: string }[]> {
  const written = peers.map(async ({ id, module }) => {
    const file = join(folder, `${id}.mjs`);
    await writeFile(file, `import '${module}';`);
    return { id, file };
  });
  return Promise.all(written);
}

/** Imports everything in turns, so that what else the machine does hits all alike. */
export async function measureColdImports(
  field: string,
  root: string,
  peers: readonly Peer[],
  times: number,
): Promise<Map<PeerId, Value[]>> {
  const folder = join(field, 'node_modules', '.cold');
  await mkdir(folder, { recursive: true });
  try {
    const { outDir } = await buildFunctions({ root });
    const empty = join(folder, 'empty.mjs');
    await writeFile(empty, 'export const app = () => new Response();');
    const imported = [
      { id: 'unstuck' as const, file: join(outDir, 'app.js') },
      ...(await modules(
        folder,
        peers.filter(({ module }) => module !== null),
      )),
    ];
    const taken = new Map<PeerId, number[]>(imported.map(({ id }) => [id, []]));
    const idle: number[] = [];
    for (let time = 0; time < times; time++) {
      idle.push(await coldImportMs(empty));
      for (const { id, file } of imported) taken.get(id)?.push(await coldImportMs(file));
    }
    const floor = median(idle);
    return new Map([...taken].map(([id, all]) => [id, [Math.max(0, median(all) - floor)]]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
