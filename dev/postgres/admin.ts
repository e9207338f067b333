import pg from 'pg';

/** Runs `work` on a new connection and closes it. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A lost connection also rejects the running query; unhandled, this event would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Creates a database, optionally as a clone of `template`, which must have no connections. Cloning copies files
 * instead of using the write-ahead log: 30 instead of 60 ms, without fsync.
 * @returns false if the database exists; it is left unchanged.
 */
export async function createDatabase(adminUrl: string, name: string, template?: string): Promise<boolean> {
  const clone = template === undefined ? '' : `template ${pg.escapeIdentifier(template)} strategy file_copy`;
  const statement = `create database ${pg.escapeIdentifier(name)} ${clone}`;
  try {
    await withClient(adminUrl, (client) => client.query(statement));
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42P04') return false;
    throw error;
  }
}

/** Drops a database if it exists, and disconnects its clients. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, (client) =>
    client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`),
  );
}
