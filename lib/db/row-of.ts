import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { z } from 'zod';

const rowSchema = z.record(z.string(), z.unknown());

/**
 * A row of `table` as drizzle's `select` gives it, from the JSON that a stored statement gives of `select *`. The
 * database made that JSON of the table's own row, so its columns have the types that the table declares.
 * @throws ZodError if it is no object
 */
export function rowOf<T extends PgTable>(table: T, json: unknown): T['$inferSelect'] {
  const row = rowSchema.parse(json);
  const columns = Object.entries(getTableColumns(table)).map(([name, column]) => {
    const value = row[column.name];
    return [name, value === null ? null : column.mapFromDriverValue(value)];
  });
  return Object.fromEntries(columns) as T['$inferSelect'];
}
