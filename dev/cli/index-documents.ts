import { connect } from '../../lib/db/client.ts';
import { databaseReason } from '../../lib/db/failed-migration.ts';
import { indexDocuments } from '../../lib/documents/search/index-documents.ts';
import { databaseUrl } from './database-url.ts';

/** Milliseconds for one read or write of a few pages. */
const TIMEOUT_MS = 60_000;

try {
  const db = connect({ url: databaseUrl(), applicationName: 'unstuck-index', timeoutMs: TIMEOUT_MS });
  const documents = await indexDocuments(db, (line) => console.log(line));
  console.log(`${documents} documents were made searchable.`);
} catch (error) {
  console.error(databaseReason(error));
  process.exitCode = 1;
}
