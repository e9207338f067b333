import { explained } from '../../lib/config/problem.ts';
import { loadConfig } from '../../lib/config.ts';

const isOfDatabase = ({ name }: { name: string }) => /(?:DATABASE|POSTGRES)\w*_?URL|^PGHOST$/.test(name);

/** `vercel build` says VERCEL=1 on any machine; only Vercel's own, which reach no local database, have an image. */
function onThisMachine(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return env['VERCEL_BUILD_IMAGE'] ? env : { ...env, VERCEL: undefined };
}

/**
 * The address for database commands, without a pooler in between; null if none is set.
 * @throws Error naming the variable that cannot be used, and its remedy.
 */
export function givenDatabaseUrl(): string | null {
  const { config, problems, notes } = loadConfig(onThisMachine(process.env));
  const { directDatabaseUrl, databaseUrl } = config.secrets;
  for (const { name, reason } of notes.filter(isOfDatabase)) console.warn(`${name} ${reason}.`);
  const wrong = problems.find((each) => isOfDatabase(each) && !/^is not set/.test(each.reason));
  if (wrong) throw new Error(explained(wrong));
  return directDatabaseUrl || databaseUrl || null;
}

/** @throws Error if none is set, or it cannot be used. */
export function databaseUrl(): string {
  const url = givenDatabaseUrl();
  if (url === null) {
    throw new Error(
      'Set DATABASE_URL (and DATABASE_URL_UNPOOLED for a pooled database) to the database to work on.',
    );
  }
  return url;
}
