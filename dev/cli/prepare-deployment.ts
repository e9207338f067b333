// npm run build:deploy, vercel.json's buildCommand: the database is ready before the code that needs it goes live.
import { explained } from '../../lib/config/problem.ts';
import { loadConfig } from '../../lib/config.ts';
import { databaseReason } from '../../lib/db/failed-migration.ts';
import { migrate } from '../../lib/engine/migrate.ts';
import { productMigrations } from '../stack/product-migrations.ts';
import { givenDatabaseUrl } from './database-url.ts';
import { schemaDifferences } from './schema.ts';

const say = (text: string) => console.log(`database: ${text}`);

const NO_DATABASE = `
  ┌────────────────────────────────────────────────────────────────────────────┐
  │ NO DATABASE: neither DATABASE_URL nor DATABASE_URL_UNPOOLED is set for     │
  │ this build, so nothing was migrated. The deployment will answer 503, and   │
  │ /api/v1/health will name what is missing. Set the variables for this       │
  │ environment (docs/deploy.md) and redeploy.                                 │
  └────────────────────────────────────────────────────────────────────────────┘`;

/** What to do about a failure, by the words of the database or of the way to it. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /password authentication failed|28P01/,
    'Copy the connection string from Connect in the Neon console again.',
  ],
  [/lock timeout|55P03/, 'A long transaction holds a table: redeploy when it has ended.'],
  [
    /permission denied|must be owner|42501/,
    'Use the role that owns the tables, or the one that made the database.',
  ],
  [
    /^Migration /,
    'The deployment that is live goes on with the schema it has. Mend the migration and push again.',
  ],
  [/^The schema /, 'Undo what was changed by hand, or write a migration for it (npm run db:generate).'],
  [/compute time quota|HTTP status 402/, 'The Neon plan is used up: raise it, or wait for the next month.'],
];
const CHECK_URL =
  'Check DATABASE_URL_UNPOOLED (Neon: Connect, with connection pooling off) for this environment, then redeploy.';

/** @param ahead whether newer code has migrated it: its constraints and indexes are then other ones, by intention. */
async function verify(url: string, ahead: boolean): Promise<void> {
  const found = await schemaDifferences(url);
  const needed = ahead ? 'missing: column ' : 'missing: ';
  const missing = found.filter((line) => line.startsWith(needed));
  const others = found.length - missing.length;
  // Tables of other apps, or those that a newer deployment has added.
  if (others > 0) say(`${others} columns, constraints and indexes are there that this code does not use.`);
  if (missing.length === 0) return;
  throw new Error(`The schema lacks what this code needs:\n  ${missing.join('\n  ')}\n`);
}

async function prepare(): Promise<void> {
  for (const problem of loadConfig(process.env).problems) {
    const until = problem.severity === 'broken' ? ' Until then the deployment refuses work.' : '';
    console.warn(`configuration: ${explained(problem)}${until}`);
  }
  const url = givenDatabaseUrl();
  if (url === null) return console.warn(NO_DATABASE);
  say(`migrating ${new URL(url).pathname.slice(1)} at ${new URL(url).host}`);
  const { ahead } = await migrate(url, { further: await productMigrations(), tell: say });
  if (ahead) say('it is ahead of this code; migrations only expand, so this code works on it.');
  await verify(url, ahead);
  say('migrated and verified.');
}

try {
  await prepare();
} catch (error) {
  const message = databaseReason(error);
  const [, remedy = CHECK_URL] = REMEDIES.find(([words]) => words.test(message)) ?? [];
  console.error(`database: ${message}\n${remedy}\nThis build does not go live.`);
  process.exitCode = 1;
}
