import { resolve } from 'node:path';
import { commandOf } from '../universe/commands.ts';
import { openTarget } from '../universe/target.ts';

const ROOT = resolve(import.meta.dirname, '../..');

async function main(): Promise<void> {
  const command = commandOf(process.argv.slice(2));
  const { env } = process;
  const target = await openTarget({
    url: env['DATABASE_URL_UNPOOLED'] || env['DATABASE_URL'] || '',
    localDir: resolve(env['LOCAL_DIR'] || resolve(ROOT, '.local')),
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
