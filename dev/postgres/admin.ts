import pg from 'pg';

/** Runs `work` on a connection of its own, which is closed afterwards. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A lost connection rejects the query under way as well; without a listener it would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Makes a database, a clone of `template` where one is given (nobody may be connected to that one).
 * A clone copies files, in half the time of the default way through the write-ahead log: 30 against 60 ms, without fsync.
 * @returns false where it is there already; it is then left as it is.
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

/** Drops a database if it is there, and with it whoever is connected. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, (client) =>
    client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`),
  );
}
