import type { Results, TextForm, Writing } from '../../http/route.ts';
import { fileHeaders } from '../../http/route.ts';
import { chunksOutput, markdownOutput, textOutput } from '../records/output.ts';
import type { Findings } from '../report.ts';
import { chunkSchema } from './chunk-json.ts';
import { CHUNK } from './examples.ts';
import { DOCUMENT_CSV, pageMarksOf } from './result-parts.ts';
import { structureOf, type Written, writtenOf } from './written.ts';

/** A text download rendered from all pages. */
const file = (
  { type, ending, example }: { type: string; ending: string; example: unknown },
  write: (
    written: Written,
    ofParagraphs: () => Promise<Findings<'structure'>>,
    asked: Writing['query'],
  ) => AsyncGenerator<string>,
): TextForm => ({
  example,
  headers: ({ job }) => fileHeaders(type, `${job.id}.${ending}`),
  pieces: async function* (context, { job, query }) {
    const written = await writtenOf(context, job);
    yield* write(written, () => structureOf(context, written, job), query);
  },
});

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
    async function* ({ read, total, labels }, structure, asked) {
      const pageMarks = pageMarksOf(asked);
      yield* markdownOutput(read, total, { structure: await structure(), labels, pageMarks });
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
  csv: DOCUMENT_CSV,
};
