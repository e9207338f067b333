import { Refusal } from '../../core/errors.ts';
import type { HttpContext, HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  inChunks,
  JOB_ID,
  problemResponse,
  type RouteHandler,
  z,
} from '../../http/route.ts';
import { pageLabel } from '../output/page-labels.ts';
import { type Change, changesOf, type Passage, type SectionChanges } from '../versions/changes.ts';
import { versionOf } from '../versions/version.ts';
import { getDocumentJob } from './document-job.ts';
import { labelSchema, placeJsonSchema } from './place-json.ts';
import { structureOf, type Written, writtenOf } from './written.ts';

/** Changes in one answer. */
const MOST_CHANGES = 2_000;

const citedSchema = placeJsonSchema
  .extend({ label: labelSchema, paragraph: z.string(), text: z.string() })
  .openapi('DocumentCitation');

const cited = z.union([citedSchema, z.null()]);

const diffSchema = z
  .object({
    data: z.array(
      z.object({
        section: z.array(z.string()),
        in: z.enum(['both', 'a', 'b']),
        changes: z.array(z.object({ a: cited, b: cited })),
      }),
    ),
    complete: z.boolean().openapi({ description: 'False if there are more than 2,000 changes.' }),
  })
  .openapi('DocumentDiff');
type DiffJson = z.infer<typeof diffSchema>;

const BOX = { x0: 72, y0: 90, x1: 523, y1: 118 };
const DIFF: DiffJson = {
  data: [
    {
      section: ['Scope'],
      in: 'both',
      changes: [{ a: null, b: { page: 1, box: BOX, paragraph: 'p1-95c4e9a0', text: 'Wear gloves.' } }],
    },
  ],
  complete: true,
};

const jobParam = (name: string) =>
  z.string().openapi({ description: `Job of version ${name}.`, example: JOB_ID });

export const diffRoute = createRoute({
  method: 'get',
  path: '/documents/diff',
  operationId: 'documents.diff',
  tags: ['documents'],
  summary: 'Compare two versions of a document by section',
  description: 'Sections are the same if their titles are. What was moved within a section is no change.',
  middleware: inChunks,
  request: { query: z.object({ a: jobParam('a'), b: jobParam('b') }) },
  responses: {
    200: {
      description: 'Sections with changes.',
      content: answersJson(diffSchema, DIFF),
    },
    404: problemResponse('`not_found`, also if a job is not of kind document; `no_report`'),
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

function citedJson(
  passage: Passage | null,
  { labels }: Written,
): DiffJson['data'][number]['changes'][number]['a'] {
  if (passage === null) return null;
  const { id, page, box, text } = passage;
  const label = pageLabel(labels, page);
  return { page, ...(label === '' ? {} : { label }), box, paragraph: id, text };
}

/** The first changes, with their sections. */
function shown(found: readonly SectionChanges[], [a, b]: readonly [Written, Written]): DiffJson {
  const json = (change: Change) => ({ a: citedJson(change.a, a), b: citedJson(change.b, b) });
  const data: DiffJson['data'] = [];
  let left = MOST_CHANGES;
  for (const { path, in: where, changes } of found) {
    if (left > 0) data.push({ section: path, in: where, changes: changes.slice(0, left).map(json) });
    left -= changes.length;
  }
  return { data, complete: left >= 0 };
}

export function diffHandler(context: HttpContext): RouteHandler<typeof diffRoute, HttpEnv> {
  const { jobs } = context;
  const version = async (owner: string, id: string) => {
    const job = await getDocumentJob(context, owner, { id });
    const written = await writtenOf(jobs, job);
    return { written, sections: await versionOf(written.read, await structureOf(jobs, written, job)) };
  };
  return async (c) => {
    const asked = c.req.valid('query');
    if (asked.a === asked.b) {
      const message = `a and b are the same job ${asked.a}: give the jobs of two versions.`;
      throw new Refusal('invalid_input', message, { faults: [{ path: 'b', code: 'same_job', message }] });
    }
    const owner = c.get('owner');
    const [a, b] = [await version(owner, asked.a), await version(owner, asked.b)];
    return c.json(shown(changesOf(a.sections, b.sections), [a.written, b.written]), 200);
  };
}
