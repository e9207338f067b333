import { Refusal } from '../../core/errors.ts';
import type { Created } from '../../engine/accept/earlier.ts';
import type { Submission } from '../../engine/accept/submission.ts';
import type { HttpEnv, HttpRequest } from '../../http/route.ts';
import {
  answeredBefore,
  answersJson,
  changedJob,
  createRoute,
  creationHeaders,
  creationHeadersSchema,
  idempotencyHeaders,
  inChunks,
  problemResponse,
  type RouteHandler,
  resultPage,
  resultSchema,
  writingProblems,
  z,
} from '../../http/route.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import type { Job } from '../../jobs/types.ts';
import { write } from '../../jobs/write.ts';
import { fileName } from '../files/file-name.ts';
import { storeDocument } from '../files/store.ts';
import { ACCEPTED, acceptedJson, acceptedSchema, deduplicatedJson } from './accepted-json.ts';
import type { DocumentsContext } from './context.ts';
import { DOCUMENT_JOB, PAGE, REPORT } from './examples.ts';
import { PASSWORD_HEADER } from './given-request.ts';
import { type ProcessRequest, processRequest } from './process-request.ts';
import { documentResultSchema } from './result-kind.ts';

/** Advice for a file that is too large for a single request. */
export const PDF_TOO_LARGE =
  'Upload a larger file in parts, starting with POST /api/documents, or use source_url.';

const WAIT_MS = 25_000;
const FIRST_PAGE = { limit: 200 };

const refusals = {
  400: problemResponse('`malformed_form` or `malformed_json`'),
  413: problemResponse('`body_too_large`: send larger files in parts (POST /documents) or use source_url'),
  ...writingProblems,
};
const NOT_CREATED =
  '`invalid_input` (codes include `missing`, `empty`, `not_a_pdf` and `several_sources`), ' +
  '`webhook_not_configured` or `idempotency_mismatch`: nothing was created.';

const requestHeaders = idempotencyHeaders.extend({
  [PASSWORD_HEADER]: z.string().optional().openapi({ description: 'Percent-encoded.' }),
});

const accepted = {
  description: 'The accepted job.',
  headers: creationHeadersSchema,
  content: answersJson(acceptedSchema, ACCEPTED),
};

const documentResult = resultSchema([documentResultSchema]).openapi('DocumentResult');

export const processAsyncRoute = createRoute({
  method: 'post',
  path: '/process-pdf-async',
  operationId: 'documents.analyze',
  tags: ['documents'],
  summary: 'Analyze a document',
  description:
    'Send exactly one of: the file as `pdf_file` of a form or as the body, its options in the query (both at ' +
    'most 4.4 MB), `source_url`, or `document_id`. Its content tells whether it is a PDF, DOCX, PPTX, ODT, ' +
    'EPUB, HTML, Markdown, plain text, PNG, JPEG or TIFF. Bytes that were analyzed before with the same options answer with ' +
    'that job and `deduplicated`, unless with `again`, a key or a callback.',
  request: { headers: requestHeaders },
  responses: { 202: accepted, 422: problemResponse(NOT_CREATED), ...refusals },
});

const RESULT: z.output<typeof documentResult> = {
  job: DOCUMENT_JOB,
  data: [REPORT, PAGE],
  errors: [],
  next_cursor: null,
  disclaimer: null,
};

export const processRoute = createRoute({
  method: 'post',
  path: '/process-pdf',
  operationId: 'documents.analyzeAndWait',
  tags: ['documents'],
  summary: 'Analyze a document and wait for the result, at most 25 s',
  description:
    'Like `/process-pdf-async`. If the job takes longer, it continues and the response is the accepted job.',
  middleware: inChunks,
  request: { headers: requestHeaders },
  responses: {
    200: {
      description: 'The first page of the result: the report, then pages.',
      headers: z.object({
        Location: z.string(),
        Deduplicated: z
          .string()
          .optional()
          .openapi({ description: '`true`: an earlier analysis of these bytes.' }),
      }),
      content: answersJson(documentResult, RESULT),
    },
    202: accepted,
    422: problemResponse(`${NOT_CREATED} \`analysis_failed\`: the job in Location ended without a result.`),
    ...refusals,
  },
});

/** Stores the file, if any, and creates the job. */
async function created(context: DocumentsContext, c: HttpRequest, idempotencyKey: string | null) {
  const owner = c.get('owner');
  const { asked, file } = await processRequest(c.req.raw, context);
  const { callback_url: callbackUrl, again = false, ...options } = asked;
  const input = file ? { ...options, ...(await stored(context, owner, { asked, file })) } : options;
  const submission: Submission = {
    ...{ owner, callbackUrl, idempotencyKey, source: 'api', inputPath: '' },
    asked: context.analyzer.ask(input),
  };
  const documentId = input.document_id ?? null;
  const before = await answeredBefore(context, submission, again);
  if (before) return { job: before, replayed: false, documentId, deduplicated: true };
  return { ...(await context.submit(submission)), documentId, deduplicated: false };
}

interface Sent {
  asked: ProcessRequest['asked'];
  file: NonNullable<ProcessRequest['file']>;
}

/** Stores the file and returns an input that refers to it. */
async function stored({ jobs, assertStorage }: DocumentsContext, owner: string, { asked, file }: Sent) {
  await assertStorage(owner, file.bytes.length);
  const name = fileName(asked.name ?? file.name);
  const store = () => {
    async function* bytes() {
      yield file.bytes;
    }
    return storeDocument(jobs, { owner, name, bytes: bytes() });
  };
  const { value } = await write(jobs, store, {
    advice: () =>
      'No job was created, at most the file was stored. Send the request again: it is stored once.',
  });
  const { id } = value;
  return { document_id: id, ...(name === null ? {} : { name }) };
}

type Accepted = Pick<Created, 'job' | 'replayed'> & { documentId: string | null; deduplicated: boolean };

const answerOf = ({ job, documentId, deduplicated }: Accepted) =>
  deduplicated ? deduplicatedJson(job, documentId) : acceptedJson(job, documentId);

export function processAsyncHandler(
  context: DocumentsContext,
): RouteHandler<typeof processAsyncRoute, HttpEnv> {
  return async (c) => {
    const made = await created(context, c, c.req.valid('header')['Idempotency-Key'] ?? null);
    return c.json(answerOf(made), 202, creationHeaders(made.job.id, made.replayed));
  };
}

/** Refusal for a job that ended without a result. */
function failure({ id, status, error }: Job): Refusal {
  const why = error ? `${error.code}: ${error.message}` : `it ended as ${status}.`;
  return new Refusal('analysis_failed', `Job ${id} has no result. ${why}`);
}

export function processHandler(context: DocumentsContext): RouteHandler<typeof processRoute, HttpEnv> {
  const { jobs } = context;
  return async (c) => {
    const made = await created(context, c, c.req.valid('header')['Idempotency-Key'] ?? null);
    const job = await changedJob(jobs, made.job, {
      untilMs: jobs.clock.now() + WAIT_MS,
      isNews: () => false,
      signal: c.req.raw.signal,
    });
    const headers = creationHeaders(job.id, made.replayed);
    if (!isTerminal(job.status)) return c.json(answerOf(made), 202, headers);
    const { 'Retry-After': _notNeeded, ...ended } = headers;
    for (const [name, value] of Object.entries(ended)) c.header(name, value);
    if (made.deduplicated) c.header('Deduplicated', 'true');
    if (job.status === 'failed' || job.status === 'cancelled') throw failure(job);
    return c.json(await resultPage(context, job, FIRST_PAGE), 200);
  };
}
