import type { Results, TextForm, Writing } from '../../http/route.ts';
import { fileHeaders, JOB_ID, mediaType, z } from '../../http/route.ts';
import { bibtexOf } from '../bibliography/bibtex.ts';
import { cslOf, type cslSchema } from '../bibliography/csl.ts';
import { bibliographicFacts } from '../bibliography/facts.ts';
import { imagesOf } from '../output/figure-image.ts';
import { ankiLines } from '../output/learning-set.ts';
import { chunksOutput, htmlOutput, markdownOutput, textOutput } from '../records/output.ts';
import type { Findings } from '../report.ts';
import { chunkSchema } from './chunk-json.ts';
import { CHUNK } from './examples.ts';
import { learnt } from './learnt.ts';
import { documentModelSchema, MODEL, modelOutput } from './model-json.ts';
import { documentReportJson } from './report-json.ts';
import { DOCUMENT_CSV, pageMarksOf } from './result-parts.ts';
import { structureOf, type Written, writtenOf } from './written.ts';

/** A text download rendered from all pages. */
const file = (
  { type, ending, example }: { type: string; ending: string; example: unknown },
  write: (
    written: Written,
    ofParagraphs: () => Promise<Findings<'structure'>>,
    asked: Writing['query'],
    job: Writing['job'],
  ) => AsyncGenerator<string>,
): TextForm => ({
  example,
  headers: ({ job }) => fileHeaders(type, `${job.id}.${ending}`),
  pieces: async function* (context, { job, query }) {
    const written = await writtenOf(context, job);
    yield* write(written, () => structureOf(context, written, job), query, job);
  },
});

/** Pages with untrusted text: no scripts, no requests but for their own pictures, not framed. */
const HTML_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
};

const CSL: z.infer<typeof cslSchema> = [
  { id: JOB_ID, type: 'document', title: 'On heat', custom: { sources: { title: 'metadata' } } },
];

async function factsOf({ read, stored: { info } }: Written) {
  const [first] = await read({ after: 0, limit: 1, maxBytes: 0 });
  return bibliographicFacts(info?.metadata ?? {}, (first?.page === 1 ? first.paragraphs : null) ?? []);
}

/** Formats of a document's result besides JSON. */
export const DOCUMENT_FORMS: Results<unknown>['forms'] = {
  text: file(
    {
      type: 'text/plain; charset=utf-8',
      ending: 'txt',
      example: 'The text of page 1.\n\fThe text of page 2.\n',
    },
    ({ read, total }) => textOutput(read, total),
  ),
  markdown: file(
    { type: 'text/markdown; charset=utf-8', ending: 'md', example: '# Report\n\nThe text of page 1.\n' },
    async function* ({ read, total, labels }, structure, asked, { id }) {
      const told = { labels, pageMarks: pageMarksOf(asked), imageOf: imagesOf(id) };
      yield* markdownOutput(read, total, { structure: await structure(), ...told });
    },
  ),
  jsonl: {
    schema: chunkSchema,
    ...file(
      { type: 'application/x-ndjson', ending: 'jsonl', example: CHUNK },
      async function* ({ read, labels }, structure) {
        yield* chunksOutput(read, { structure: await structure(), labels });
      },
    ),
  },
  html: {
    ...file(
      { type: mediaType('html'), ending: 'html', example: '<!doctype html>\n<title>Report</title>\n' },
      async function* (
        { read, total, labels, stored, findings: { structure: found } },
        structure,
        _,
        { id },
      ) {
        const title = stored.info?.metadata['Title']?.trim() || (stored.name ?? 'Document');
        const head = { title, language: found?.languages.main ?? null };
        const told = { structure: await structure(), labels, imageOf: imagesOf(id) };
        yield* htmlOutput(read, total, told, head);
      },
    ),
    headers: () => HTML_HEADERS,
  },
  model: {
    schema: documentModelSchema,
    ...file(
      { type: mediaType('model'), ending: 'model.json', example: MODEL },
      ({ read, labels, stored, findings, sourceUrl, figures }, _, __, { id }) =>
        modelOutput(
          read,
          { labels, jobId: id },
          documentReportJson(stored, { ...findings, figures }, sourceUrl),
        ),
    ),
  },
  bibtex: file(
    { type: mediaType('bibtex'), ending: 'bib', example: '@misc{job_1,\n  title = {{On heat}},\n}\n' },
    async function* (written, _, __, { id }) {
      yield bibtexOf(id, await factsOf(written));
    },
  ),
  csl: {
    // An item as CSL-JSON's own schema has it.
    schema: z.array(z.record(z.string(), z.unknown())),
    ...file(
      { type: mediaType('csl'), ending: 'csl.json', example: CSL },
      async function* (written, _, __, { id }) {
        yield `${JSON.stringify(cslOf(id, await factsOf(written)))}\n`;
      },
    ),
  },
  anki: file(
    {
      type: mediaType('anki'),
      ending: 'anki.txt',
      example: '#separator:tab\n"It rains."\t"rains"\t"rain"\t"a.pdf, page 1"\n',
    },
    async function* (written, _, asked, job) {
      const { set, isLemmatized } = await learnt(written, job, asked);
      const { stored, labels } = written;
      yield* ankiLines(set, { name: stored.name ?? 'Document', labels, isLemmatized });
    },
  ),
  csv: DOCUMENT_CSV,
};
