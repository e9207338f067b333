import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { createDatabase, dropDatabase } from '../../dev/postgres/admin.ts';

export interface FreshDatabase {
  /** Through the local Neon endpoint, like `DATABASE_URL`. */
  url: string;
  /** Direct connection to PostgreSQL, for `pg`. */
  directUrl: string;
  drop(): Promise<void>;
}

/** A new database without any schema. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  const { adminUrl, neonPort } = inject('database');
  const name = `empty_${randomBytes(8).toString('hex')}`;
  await createDatabase(adminUrl, name);
  return addressesOf(adminUrl, name, neonPort);
}

function addressesOf(adminUrl: string, name: string, neonPort: number): FreshDatabase {
  const direct = new URL(adminUrl);
  direct.pathname = name;
  const url = new URL(direct);
  url.port = String(neonPort);
  return { url: url.href, directUrl: direct.href, drop: () => dropDatabase(adminUrl, name) };
}

/** A new database with the migrated schema and no rows, in about 30 ms. Drop it when the suite ends. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { adminUrl, neonPort, template } = inject('database');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await createDatabase(adminUrl, name, template);
  return addressesOf(adminUrl, name, neonPort);
}
