import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/instant.ts';

/** When the queue last reached the service with a signature that was verified, for each way that it takes. */
export const callbacksSeen = pgTable('callbacks_seen', {
  /** See `routeOf`. */
  route: text('route').primaryKey(),
  appUrl: text('app_url').notNull(),
  seenAt: instant('seen_at').notNull(),
});
