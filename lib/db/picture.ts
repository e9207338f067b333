import { neon } from '@neondatabase/serverless';
import './client.ts';
import { STORED } from './stored-statement.ts';

/**
 * Columns, constraints, indexes and functions of schema `public`, one per line, read from the catalogs so
 * that equal schemas give equal text. Without stored statements, whose text code sends where they are missing, and
 * without functions of extensions.
 */
const CATALOG = `
  select line from (
    select 1 as part, format('column %s.%s %s%s%s', c.table_name, c.column_name,
      case when c.data_type = 'ARRAY' then ltrim(c.udt_name, '_') || '[]' else c.data_type end,
      case when c.is_nullable = 'NO' then ' not null' else '' end,
      coalesce(' default ' || c.column_default, '')) as line
    from information_schema.columns c where c.table_schema = 'public'
    union all
    select 2, format('constraint %s %s: %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
    from pg_constraint k where k.connamespace = 'public'::regnamespace and k.contype <> 'n'
    union all
    select 3, format('index %s', i.indexdef) from pg_indexes i where i.schemaname = 'public'
    union all
    select 4, format('function %s(%s)', p.proname, pg_get_function_arguments(p.oid))
    from pg_proc p where p.pronamespace = 'public'::regnamespace and not starts_with(p.proname, '${STORED}')
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  ) as described order by part, line collate "C"`;

/** Describes the database's schema as sorted lines of text. */
export async function describeSchema(url: string): Promise<string[]> {
  const rows = await neon(url).query(CATALOG);
  return rows.map((row) => String(row['line']));
}

/** Lines that only one of the two descriptions has. */
export function differences(expected: readonly string[], found: readonly string[]): string[] {
  const known = new Set(expected);
  const present = new Set(found);
  return [
    ...expected.filter((line) => !present.has(line)).map((line) => `missing: ${line}`),
    ...found.filter((line) => !known.has(line)).map((line) => `unexpected: ${line}`),
  ];
}
