import { type NeonOptions, type NeonServer, startNeon } from '../../dev/neon/server.ts';

/** An own Neon endpoint before the database at `directUrl`, and that database's address through it. */
export async function neonBefore(
  directUrl: string,
  options: Omit<NeonOptions, 'postgres'> = {},
): Promise<{ neon: NeonServer; databaseUrl: string }> {
  const direct = new URL(directUrl);
  const postgres = { host: direct.hostname, port: Number(direct.port) };
  const neon = await startNeon({ ...options, postgres });
  const databaseUrl = neon.connectionString({
    database: direct.pathname.slice(1),
    user: direct.username,
    password: decodeURIComponent(direct.password),
  });
  return { neon, databaseUrl };
}
