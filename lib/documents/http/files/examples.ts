import type { z } from '@hono/zod-openapi';
import { DOCUMENT_ID, SHA256 } from '../examples.ts';
import type { documentSchema } from './document-json.ts';

type Document = z.infer<typeof documentSchema>;

export const COMPLETE_DOCUMENT: Document = {
  id: DOCUMENT_ID,
  name: 'report.pdf',
  status: 'complete',
  size: 12_582_912,
  sha256: SHA256,
  same_as: null,
  part_bytes: 4_194_304,
  parts: 3,
  missing: [],
  expires_at: null,
  created_at: '2026-01-05T12:00:00.000Z',
};

export const BEGUN_DOCUMENT: Document = {
  ...COMPLETE_DOCUMENT,
  status: 'uploading',
  sha256: null,
  missing: [1, 2, 3],
  expires_at: '2026-01-06T12:00:00.000Z',
};
