const COLUMNS = `select column_name from information_schema.columns
  where table_schema = $1 and table_name = $2 and is_generated = 'NEVER' and is_identity = 'NO'
  order by ordinal_position`;
const INDEXES = `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i where i.indrelid = format('%I.%I', $1::text, $2::text)::regclass
    and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
    and not exists (select from pg_inherits h where h.inhrelid = i.indexrelid)`;

/**
 * Multiplies the rows of a table that `where` selects, `count` times, without its secondary indexes, which are made
 * again afterwards. `replaced` gives the columns that must differ, as SQL in which `n` is the number of the copy.
 */
export async function copyRows(client, { schema, table, where, replaced, count }) {
  const { rows: columns } = await client.query(COLUMNS, [schema, table]);
  const { rows: indexes } = await client.query(INDEXES, [schema, table]);
  const names = columns.map(({ column_name: name }) => name);
  const quoted = names.map((name) => `"${name}"`).join(', ');
  const values = names.map((name) => replaced[name] ?? `t."${name}"`).join(', ');
  // Foreign keys hold, since the rows they point to are copied too; checking a million of them would not tell more.
  await client.query(
    `set session_replication_role = replica; set statement_timeout = 0; set maintenance_work_mem = '256MB'`,
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await client.query(
    `insert into "${schema}"."${table}" (${quoted}) select ${values}
     from (select * from "${schema}"."${table}" where ${where}) t, generate_series(1, ${count}) n`,
  );
  for (const { definition } of indexes) await client.query(definition);
  await client.query(`vacuum analyze "${schema}"."${table}"`);
  await client.query('reset session_replication_role');
}
