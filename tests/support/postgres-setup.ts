import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { type NeonServer, startNeon } from '../../dev/neon/server.ts';
import { withClient } from '../../dev/postgres/admin.ts';
import { stopLeftovers } from '../../dev/postgres/leftovers.ts';
import { type PostgresServer, startPostgres } from '../../dev/postgres/server.ts';
import { productMigrations } from '../../dev/stack/product-migrations.ts';
import type { NamedMigrations } from '../../lib/db/migrate.ts';
import { migrate } from '../../lib/engine/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL shared by all suites, its Neon endpoint's port, the database to clone, and a folder of the run. */
    database: { adminUrl: string; neonPort: number; template: string; folder: string };
  }
}

const TEMPLATE = 'unstuck_template';

/** Global setup: one PostgreSQL, one Neon endpoint, and a migrated database to clone (`freshDatabase`). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const folder = await mkdtemp(join(tmpdir(), `unstuck-tests-${process.pid}-`));
  await chmod(folder, 0o711);
  const [further, postgres] = await Promise.all([
    productMigrations(),
    startPostgres({ dataDir: join(folder, 'data'), durable: false }),
  ]);
  const neon = await startNeon({ postgres: { host: '127.0.0.1', port: postgres.port } });
  await makeTemplate(postgres, neon, further);
  const { adminUrl } = postgres;
  project.provide('database', { adminUrl, neonPort: neon.port, template: TEMPLATE, folder });
  return async () => {
    await neon.stop();
    await postgres.stop('immediate');
    await rm(folder, { recursive: true });
  };
}

/** A database can only be cloned without connections, so connections are disallowed after migration. */
async function makeTemplate(
  postgres: PostgresServer,
  neon: NeonServer,
  further: readonly NamedMigrations[],
): Promise<void> {
  await postgres.createDatabase(TEMPLATE);
  await migrate(
    neon.connectionString({ database: TEMPLATE, user: postgres.user, password: postgres.password }),
    { further },
  );
  await withClient(postgres.adminUrl, async (client) => {
    await client.query(`alter database ${TEMPLATE} with is_template true allow_connections false`);
    // The driver ends its pool before its connections have closed, and reports one that is ended meanwhile as an
    // error.
    for (let i = 0; i < 50 && (await sessions(client)) > 0; i++) await sleep(20);
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${TEMPLATE}'`,
    );
  });
}

async function sessions(client: Client): Promise<number> {
  const { rowCount } = await client.query(`select from pg_stat_activity where datname = '${TEMPLATE}'`);
  return rowCount ?? 0;
}

/** Removes what killed runs have left. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(/^unstuck-tests-(\d+)-/.exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    await stopLeftovers(join(folder, 'data'));
    await rm(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
