import { resolve } from 'node:path';
import { systemClock } from '../../lib/core/clock.ts';
import { randomIds } from '../../lib/core/ids.ts';
import { silentLog } from '../../lib/core/log.ts';
import { commandOf } from '../keys/commands.ts';
import { openTarget } from '../universe/target.ts';
import { givenDatabaseUrl } from './database-url.ts';

const ROOT = resolve(import.meta.dirname, '../..');

async function main(): Promise<void> {
  const run = commandOf(process.argv.slice(2));
  const target = await openTarget({
    url: givenDatabaseUrl() ?? '',
    localDir: resolve(process.env['LOCAL_DIR'] || resolve(ROOT, '.local')),
  });
  const world = { clock: systemClock, random: Math.random, ids: randomIds, log: silentLog };
  try {
    // Keys have no jobs to look after.
    const context = { ...world, db: target.db, endOverdue: async () => {}, looked: () => {} };
    await run(context, (line) => console.log(line));
    console.log(`Done on ${target.name}.`);
  } finally {
    await target.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
