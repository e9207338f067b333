import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Finding } from '../../lib/core/finding.ts';
import { describeSchema, differences } from '../../lib/db/picture.ts';

const SHOWN = 3;

/** Compares the tables themselves, which may differ although the migrations ran. Tables of others do not matter. */
export async function tableFindings(url: string): Promise<Finding[]> {
  const picture = await readFile(resolve(import.meta.dirname, '../../drizzle/schema.txt'), 'utf8');
  const lines = differences(picture.trimEnd().split('\n'), await describeSchema(url));
  // Settings of the role are the database's own affair.
  const missing = lines.filter((line) => line.startsWith('missing: ') && !line.includes('role setting'));
  if (missing.length === 0) return [];
  const more = missing.length > SHOWN ? `, and ${missing.length - SHOWN} more` : '';
  return [
    {
      part: 'schema',
      severity: 'broken',
      code: 'schema_differs',
      what: `The migrations ran, but the tables are not as they left them: ${missing.slice(0, SHOWN).join(', ')}${more}.`,
      why: 'Somebody has changed them by hand; what this code reads and writes may not be there.',
      remedy:
        'See all differences with `DATABASE_URL=… npm run db:verify`, and put them back or restore the branch.',
    },
  ];
}
