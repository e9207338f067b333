/** The URL for database commands: the unpooled one if there is one. @throws if none is set. */
export function databaseUrl(): string {
  const url = process.env['DATABASE_URL_UNPOOLED'] || process.env['DATABASE_URL'];
  if (!url) {
    throw new Error(
      'Set DATABASE_URL (and DATABASE_URL_UNPOOLED for a pooled database) to the database to work on.',
    );
  }
  return url;
}
