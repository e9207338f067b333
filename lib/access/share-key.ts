import { hkdfSync } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Clock, Random } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import type { Database } from '../db/client.ts';
import { query } from '../jobs/context.ts';

const NAME = 'share';
const PURPOSE = 'unstuck share links';

/** The key that signs links. @throws Refusal `database_unavailable`. */
export type ShareKey = () => Promise<Uint8Array>;

const rowSchema = z.object({ secret: z.string() });

const derived = (secret: string): Uint8Array => new Uint8Array(hkdfSync('sha256', secret, '', PURPOSE, 32));

interface Deps {
  db: Database;
  clock: Clock;
  random: Random;
  ids: Pick<Ids, 'secret'>;
}

/** The secret that the first process to need it made; all others find it. */
async function ownSecret(deps: Deps): Promise<string> {
  const { db, ids } = deps;
  const [, { rows }] = await query(deps, () =>
    db.batch([
      db.execute(
        sql`insert into access_secrets (name, secret) values (${NAME}, ${ids.secret()}) on conflict do nothing`,
      ),
      db.execute(sql`select secret from access_secrets where name = ${NAME}`),
    ]),
  );
  return rowSchema.parse(rows[0]).secret;
}

/** @param secret `SHARE_SECRET`; null: one is made and kept in the database, so that links need no setting up. */
export function createShareKey(deps: Deps, secret: string | null): ShareKey {
  let known: Uint8Array | undefined = secret === null ? undefined : derived(secret);
  return async () => {
    known ??= derived(await ownSecret(deps));
    return known;
  };
}
