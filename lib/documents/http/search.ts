import { Refusal } from '../../core/errors.ts';
import type { HttpContext, HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  cursorSchema,
  encodeCursor,
  JOB_ID,
  problemResponse,
  type RouteHandler,
  refuseUnstorable,
  wholeNumber,
  z,
} from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import type { Box } from '../pdf/page.ts';
import { type AskedWords, askedWords } from '../search/asked-words.ts';
import { type FoundName, findNames } from '../search/find-names.ts';
import { PLACE_TEXT, placeOf, placeText } from '../search/hit-place.ts';
import { type Hit, searchPages } from '../search/search.ts';
import { DOCUMENT_ID } from './examples.ts';
import { boxJsonSchema, labelSchema } from './place-json.ts';

const LONGEST = 200;

const hitSchema = z
  .object({
    job_id: z.string(),
    document_id: z.string().nullable(),
    name: z.string().nullable(),
    page: z.int(),
    label: labelSchema,
    paragraph: z.string().nullable().openapi({ description: 'Id; also of a table.' }),
    box: z.union([boxJsonSchema, z.null()]),
    snippet: z.string(),
    marks: z.array(z.object({ start: z.int(), end: z.int() })).openapi({ description: 'UTF-16 code units.' }),
    rank: z.number(),
    link: z.string(),
  })
  .openapi('DocumentHit');

const foundSchema = z
  .object({
    data: z.array(hitSchema),
    documents: z
      .array(
        z.object({
          job_id: z.string(),
          document_id: z.string().nullable(),
          name: z.string(),
          similarity: z.number(),
          link: z.string(),
        }),
      )
      .nullable()
      .openapi({ description: 'With names like it; null without pg_trgm.' }),
    complete: z
      .boolean()
      .openapi({ description: 'False if older pages with the words come after these 500.' }),
    next_cursor: z.string().nullable(),
  })
  .openapi('DocumentHits');

export type HitJson = z.infer<typeof hitSchema>;
export type FoundJson = z.infer<typeof foundSchema>;

const HIT: HitJson = {
  job_id: JOB_ID,
  document_id: DOCUMENT_ID,
  name: 'report.pdf',
  page: 1,
  paragraph: 'p1-95c4e9a0',
  box: { x0: 72, y0: 90, x1: 523, y1: 118 },
  snippet: 'Heat moves from the warm to the cold.',
  marks: [{ start: 0, end: 4 }],
  rank: 0.06,
  link: `/documents/${JOB_ID}?page=1&at=p1-95c4e9a0&box=72,90,523,118`,
};

export const searchRoute = createRoute({
  method: 'get',
  path: '/documents/search',
  operationId: 'documents.search',
  tags: ['documents'],
  summary: 'Search all documents',
  description:
    'Words in any of their forms by the language of each page, `"phrases"`, `or`, `-without`; best first. Of each ' +
    'file the newest analysis with a report.',
  request: {
    query: z.object({
      q: z
        .string('q is what to search for.')
        .min(1, 'q is what to search for.')
        .max(LONGEST, `q has at most ${LONGEST} characters.`),
      limit: wholeNumber('limit', 50, 20),
      cursor: cursorSchema(PLACE_TEXT, 250),
    }),
  },
  responses: {
    200: {
      description: 'A page of hits.',
      content: answersJson(foundSchema, { data: [HIT], documents: [], complete: true, next_cursor: null }),
    },
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

/** @throws Refusal `invalid_input` with the code no_words. */
function wordsOf(q: string): AskedWords {
  refuseUnstorable({ q });
  const asked = askedWords(q);
  if (asked.either !== '') return asked;
  const message = `q has no word to search for: "${q}". Give at least one without a minus before it.`;
  throw new Refusal('invalid_input', message, { faults: [{ path: 'q', code: 'no_words', message }] });
}

const point = (value: number): number => Math.round(value * 10) / 10;

/** The address of a place as the page of a document reads it. */
function linkTo(jobId: string, page: number, at: string | null, box: Box | null): string {
  const place = at === null ? '' : `&at=${at}`;
  const corners = box && [box.x0, box.y0, box.x1, box.y1].map(point).join(',');
  return `/documents/${jobId}?page=${page}${place}${corners === null ? '' : `&box=${corners}`}`;
}

function hitJson({ page: own, paragraph, box, snippet, marks }: Hit): HitJson {
  const { job_id, document_id, name, page, label, rank } = own;
  const link = linkTo(job_id, page, paragraph, box);
  const labelled = label === null ? {} : { label };
  return {
    job_id,
    document_id,
    name,
    page,
    ...labelled,
    paragraph,
    box,
    snippet,
    marks,
    rank: Number(rank),
    link,
  };
}

const nameJson = (found: FoundName) => ({ ...found, link: `/documents/${found.job_id}` });

export function searchHandler({ jobs }: HttpContext): RouteHandler<typeof searchRoute, HttpEnv> {
  return async (c) => {
    const { q, limit, cursor } = c.req.valid('query');
    const [owner, asked, place] = [c.get('owner'), wordsOf(q), placeOf(cursor)];
    const [{ hits, complete, next }, names] = await query(jobs, () =>
      Promise.all([
        searchPages(jobs.db, owner, asked, { ...place, limit }),
        cursor === undefined ? findNames(jobs.db, owner, q) : [],
      ]),
    );
    const cursorOf = next && encodeCursor(placeText(next));
    return c.json(
      { data: hits.map(hitJson), documents: names?.map(nameJson) ?? null, complete, next_cursor: cursorOf },
      200,
    );
  };
}
