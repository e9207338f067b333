import { sql } from 'drizzle-orm';
import type { StoredBytes } from '../../access/owner-limits.ts';

/** The files of an owner, each content once; an upload counts as announced until it expires. */
export const storedBytes: StoredBytes = (owner) => sql`select sum(size) from documents
  where owner = ${owner} and same_as is null and (expires_at is null or expires_at > clock_timestamp())`;
