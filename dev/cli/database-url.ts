/** The URL that the database commands work on: unpooled where there is one. @throws when none is set. */
export function databaseUrl(): string {
  const url = process.env['DATABASE_URL_UNPOOLED'] || process.env['DATABASE_URL'];
  if (!url) {
    throw new Error(
      'Set DATABASE_URL (and DATABASE_URL_UNPOOLED for a pooled database) to the database to work on.',
    );
  }
  return url;
}
