import { resolve } from 'node:path';
import { commandOf } from '../universe/commands.ts';
import { openTarget } from '../universe/target.ts';
import { givenDatabaseUrl } from './database-url.ts';

const ROOT = resolve(import.meta.dirname, '../..');

async function main(): Promise<void> {
  const command = commandOf(process.argv.slice(2));
  const target = await openTarget({
    url: givenDatabaseUrl() ?? '',
    localDir: resolve(process.env['LOCAL_DIR'] || resolve(ROOT, '.local')),
  });
  try {
    await command.run(target.db, (line) => console.log(line));
    console.log(`Done on ${target.name}.`);
  } finally {
    await target.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
