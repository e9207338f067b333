import { timestamp } from 'drizzle-orm/pg-core';

/** An instant to the millisecond, as JavaScript has them. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
