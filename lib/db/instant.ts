import { timestamp } from 'drizzle-orm/pg-core';

/** A `timestamptz` column with millisecond precision, the precision of a JavaScript `Date`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
