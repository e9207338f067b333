import type { z } from '@hono/zod-openapi';
import { COMPLETED_JOB } from '../../http/route.ts';
import type { chunkSchema } from './chunk-json.ts';
import type { PageJson } from './page-json.ts';
import type { DocumentReportJson } from './report-json.ts';

export const DOCUMENT_ID = 'doc_01k0a3v5zq8m4n7p2r6t9w';
export const SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const BOX = { x0: 72, y0: 90, x1: 523, y1: 118 };
const SENTENCE = 'Heat moves from the warm to the cold.';

export const CHUNK: z.infer<typeof chunkSchema> = {
  chunk: 1,
  text: SENTENCE,
  section: ['Introduction'],
  page: 1,
  paragraphs: ['p1-95c4e9a0'],
  places: [{ page: 1, box: BOX }],
};

export const PAGE: PageJson = {
  page: 1,
  kind: 'text',
  language: 'en',
  language_confidence: 0.98,
  width: 595,
  height: 842,
  rotation: 0,
  text: SENTENCE,
  paragraphs: [{ id: 'p1-95c4e9a0', kind: 'text', level: 0, text: SENTENCE, box: BOX, continued: [] }],
  tables: [],
  links: [],
  images: 0,
  words: 8,
  ocr_confidence: null,
  notes: [],
};

/** Report on a document with one page. */
export const REPORT: DocumentReportJson = {
  document: {
    id: DOCUMENT_ID,
    name: 'report.pdf',
    size: 12_582_912,
    sha256: SHA256,
    source_url: null,
    pages: 1,
    version: '1.7',
    encrypted: false,
    permissions: { print: true, modify: true, copy: true, annotate: true },
    metadata: { Title: 'On heat' },
    outline: [{ title: 'Introduction', page: 1, level: 1 }],
    attachments: 0,
    form: false,
  },
  pages: { total: 1, text: 1, scanned: 0, mixed: 0, empty: 0, unreadable: 0, failed: 0, recognized: 0 },
  words: 8,
  notes: [],
  sections: [{ title: 'Introduction', level: 1, page: 1, path: ['Introduction'] }],
  tables: [],
  languages: { main: 'en', languages: [{ language: 'en', pages: 1, share: 1 }] },
  repeated_lines: [],
  keywords: [{ phrase: 'heat', count: 1, pages: [1], score: 1 }],
  summary: [{ page: 1, box: BOX, text: SENTENCE, rank: 1, continued: [], paragraph: 'p1-95c4e9a0' }],
  readability: { sentences: 1, words: 8, words_per_sentence: 8, lix: 8, flesch: 100, minutes: 0.1 },
  entities: [],
  coverage: null,
  missing: [],
};

export const DOCUMENT_JOB = { ...COMPLETED_JOB, kind: 'document' as const };
