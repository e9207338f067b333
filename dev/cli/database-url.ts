type Environment = Record<string, string | undefined>;

/** Neon's pooler; a session, and with it the lock of a migration, is kept only without it. */
const POOLER = /-pooler(?=\.[^@/]*neon\.tech)/;

/**
 * The direct URL of the database that the environment names; null if it names none.
 * @throws Error naming the variable whose value is no URL.
 */
export function givenDatabaseUrl(env: Environment): string | null {
  const name = env['DATABASE_URL_UNPOOLED'] ? 'DATABASE_URL_UNPOOLED' : 'DATABASE_URL';
  const url = env[name];
  if (!url) return null;
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new Error(`${name} is not a connection string: postgresql://user:password@host/database.`);
  }
  return url.replace(POOLER, '');
}

/** The URL for database commands: the unpooled one if there is one. @throws Error if none is set, or is no URL. */
export function databaseUrl(): string {
  const url = givenDatabaseUrl(process.env);
  if (url === null) {
    throw new Error(
      'Set DATABASE_URL (and DATABASE_URL_UNPOOLED for a pooled database) to the database to work on.',
    );
  }
  return url;
}
