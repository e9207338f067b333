import { systemResolve } from '../core/public-fetch.ts';
import { createSealer } from '../core/sealer.ts';
import type { Product, ProductEntry, ProductWorld } from '../product.ts';
import { createDocumentAnalyzer, type DocumentOptions } from './analyzer.ts';
import { type BlobStore, createBlobStore } from './files/blob-store.ts';
import { releaseDocument } from './files/release.ts';
import { documentRetention } from './files/retention.ts';
import { storedBytes } from './files/stored-bytes.ts';
import { DOCUMENT_RESULTS } from './http/result-kind.ts';
import { documentsEndpoints } from './http/routes.ts';
import { createRecognizer } from './ocr/recognizer.ts';
import { PDF_LIMITS } from './pdf/limits.ts';
import { documentInput } from './schema.ts';
import { sessionsOver } from './steps/stored-sessions.ts';

interface Settings {
  /** Null if no Blob store is configured. */
  blob: BlobStore | null;
  retentionDays: number;
}

/** Document analysis and its file storage. */
export function documentsProduct(options: DocumentOptions, { blob, retentionDays }: Settings): Product {
  const analyzer = createDocumentAnalyzer(options);
  const input = documentInput(options);
  const sessions = sessionsOver(options);
  const uploads = { maxBytes: PDF_LIMITS.fileBytes, blob };
  return {
    analyzer,
    results: DOCUMENT_RESULTS,
    exampleInput: { source_url: 'https://example.org/report.pdf' },
    tags: [{ name: 'documents', description: 'Upload a document, whole or in parts, and analyze it.' }],
    routes: (context) => documentsEndpoints({ ...context, analyzer, input, uploads, sessions }),
    retention: documentRetention(retentionDays),
    release: releaseDocument,
    stored: storedBytes,
  };
}

function blobStore({ config, clock, log }: ProductWorld): BlobStore | null {
  const { blobToken } = config.secrets;
  return blobToken === null ? null : createBlobStore({ token: blobToken, clock, log });
}

export const documents: ProductEntry = {
  name: 'documents',
  create: (world) => {
    const { config, ids, clock } = world;
    const blob = blobStore(world);
    const options: DocumentOptions = {
      db: world.database('unstuck-documents'),
      ids,
      clock,
      resolve: systemResolve,
      allowLocal: config.sourceAllowLocal,
      recognize: createRecognizer().recognize,
      passwords: createSealer(config.secrets.qstashToken, 'document passwords', ids),
      discard: async (owner, url) => void (await blob?.discard(owner, url)),
    };
    return documentsProduct(options, { blob, retentionDays: config.documentRetentionDays });
  },
};
