import { databaseUrl, directDatabaseUrl } from './database-url.ts';
import type { Gathered, Source, Variables } from './gathered.ts';
import { areOfDifferentDatabases, direct } from './neon-host.ts';

/** Under which Neon's integrations set the pooled and the direct address. */
const POOLED = ['DATABASE_URL', 'POSTGRES_URL', 'POSTGRES_PRISMA_URL'];
const DIRECT = ['DATABASE_URL_UNPOOLED', 'POSTGRES_URL_NON_POOLING'];

interface Found {
  pooled: Source | null;
  direct: Source | null;
}

function firstOf(variables: Variables, names: readonly string[]): Source | null {
  const name = names.find((each) => variables[each]?.trim());
  return name === undefined ? null : { name, text: variables[name] };
}

/** Prefixes of the sets that an integration has made, as `STORAGE_` of `STORAGE_DATABASE_URL`: two addresses each. */
function prefixesIn(variables: Variables): string[] {
  const withDirect = (prefix: string) =>
    firstOf(
      variables,
      DIRECT.map((name) => prefix + name),
    ) !== null;
  const named = Object.keys(variables).flatMap((name) => {
    const prefix = /^(.+_)(?:DATABASE_URL|POSTGRES_URL)$/.exec(name)?.[1];
    return prefix !== undefined && variables[name]?.trim() && withDirect(prefix) ? [prefix] : [];
  });
  return [...new Set(named)];
}

const under = (variables: Variables, prefix: string): Found => ({
  pooled: firstOf(
    variables,
    POOLED.map((name) => prefix + name),
  ),
  direct: firstOf(
    variables,
    DIRECT.map((name) => prefix + name),
  ),
});

/** Neon's parts; those of any other server in a shell are none of ours. */
function composed({ PGHOST, PGUSER, PGPASSWORD, PGDATABASE }: Variables): Source | null {
  if (!PGHOST?.trim().endsWith('.neon.tech') || !PGUSER || !PGPASSWORD || !PGDATABASE) return null;
  const [user, password, database] = [PGUSER, PGPASSWORD, PGDATABASE].map((part) =>
    encodeURIComponent(part.trim().toWellFormed()),
  );
  const text = `postgresql://${user}:${password}@${PGHOST.trim()}/${database}?sslmode=require`;
  return { name: 'PGHOST', text };
}

function found(variables: Variables): Found {
  const own = under(variables, '');
  if (own.pooled) return own;
  const [prefix, ...others] = prefixesIn(variables);
  if (prefix !== undefined && others.length === 0) {
    const prefixed = under(variables, prefix);
    return { ...prefixed, direct: own.direct ?? prefixed.direct };
  }
  return { pooled: prefix === undefined ? composed(variables) : null, direct: own.direct };
}

function missing(gathered: Gathered): void {
  const [one, other] = prefixesIn(gathered.variables);
  const among = one && other ? `, and both ${one}DATABASE_URL and ${other}DATABASE_URL may be meant` : '';
  gathered.lacking(
    'DATABASE_URL',
    'Connect Neon to the project under Storage in Vercel, or copy the pooled string from Connect in the Neon console ' +
      'into Settings → Environment Variables; then redeploy.',
    'broken',
    among,
  );
}

export interface DatabaseUrls {
  /** For the service. Empty only if that is a problem. */
  databaseUrl: string;
  /** For migrations. Empty only if that is a problem. */
  directUrl: string;
}

/** Where the database is, whatever name it stands under. */
export function readDatabase(gathered: Gathered): DatabaseUrls {
  const sources = found(gathered.variables);
  const { pooled } = sources;
  const url = gathered.read('DATABASE_URL', databaseUrl, pooled ?? undefined);
  if (pooled && pooled.name !== 'DATABASE_URL') {
    gathered.note('DATABASE_URL', `is not set: ${pooled.name} was taken`);
  }
  if (url === undefined && (!pooled || !gathered.has(pooled.name))) missing(gathered);
  const given = gathered.read('DATABASE_URL_UNPOOLED', directDatabaseUrl, sources.direct ?? undefined);
  if (given !== undefined && url !== undefined && areOfDifferentDatabases(url, given)) {
    gathered.problem({
      name: sources.direct?.name ?? 'DATABASE_URL_UNPOOLED',
      reason:
        'is of another database than DATABASE_URL: migrations reach one, the service works on the other',
      remedy: 'Copy both strings from the same branch and database in the Neon console.',
      severity: 'degraded',
    });
  }
  const unusable = sources.direct !== null && given === undefined && gathered.has(sources.direct.name);
  return { databaseUrl: url ?? '', directUrl: given ?? (unusable || url === undefined ? '' : direct(url)) };
}
