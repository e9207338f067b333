import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { type Answered, askFigures, askPassages, type StoredPassage } from '../../ask/ask.ts';
import { Refusal } from '../../core/errors.ts';
import { query } from '../../jobs/context.ts';
import { getJob } from '../../jobs/read.ts';
import type { Job } from '../../jobs/types.ts';
import type { HttpContext } from '../context.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { HttpEnv } from '../env.ts';
import { answersJson, takesJson } from '../media.ts';
import { problemResponse, writingProblems } from '../problems.ts';
import type { Results } from '../results.ts';
import { JOB_ID } from './examples.ts';
import { jobIdOf, jobParams } from './job-id.ts';
import { mustHaveEnded } from './result.ts';
import { kindOf } from './result-page.ts';

const MOST_QUESTION = 1_000;
/** Results that are rephrased, from the first on. */
const MOST_FIGURES = 20;

const sentences = z
  .array(
    z.object({
      text: z.string(),
      quotes: z.array(
        z.object({
          page: z.int(),
          state: z.enum(['verified', 'repaired', 'unverified']),
          quote: z.string().openapi({ description: 'As stored.' }),
        }),
      ),
    }),
  )
  .openapi('AnswerSentences');

const answerSchema = z
  .object({
    job_id: z.string(),
    sentences,
    unverified: sentences,
    rate: z.number().nullable(),
    usage: z
      .object({ model: z.string(), input_tokens: z.int().nullable(), output_tokens: z.int().nullable() })
      .nullable(),
    disclaimer: z.string().nullable(),
  })
  .openapi('Answer', { description: '`unverified` is not shown as fact; no sentences: no answer there.' });
type AnswerJson = z.infer<typeof answerSchema>;

const ANSWER: AnswerJson = {
  job_id: JOB_ID,
  sentences: [
    {
      text: 'Heat moves from warm to cold.',
      quotes: [{ page: 1, state: 'verified', quote: 'Heat moves from the warm to the cold.' }],
    },
  ],
  unverified: [],
  rate: 1,
  usage: { model: 'creator/model', input_tokens: 900, output_tokens: 60 },
  disclaimer: null,
};

const askRoute = createRoute({
  method: 'post',
  path: '/jobs/{id}/ask',
  operationId: 'jobs.ask',
  tags: ['jobs'],
  summary: 'Ask about the result of a finished job',
  description: 'A paid call of the configured gateway. Every quote is looked up on its page.',
  request: {
    params: jobParams,
    body: {
      required: true,
      content: takesJson(
        z.strictObject({
          question: z
            .string('question is a text.')
            .trim()
            .min(1, 'question must not be empty.')
            .max(MOST_QUESTION, `question has at most ${MOST_QUESTION} characters.`),
        }),
        { question: 'Where does heat go?' },
      ),
    },
  },
  responses: {
    200: { description: 'The checked answer.', content: answersJson(answerSchema, ANSWER) },
    404: problemResponse('`not_found`'),
    409: problemResponse('`not_finished`'),
    422: problemResponse('`invalid_input` or `not_askable`'),
    ...writingProblems,
    501: problemResponse('`ask_not_configured`'),
    502: problemResponse('`gateway_failed`, `gateway_timeout`'),
  },
});

const lineSchema = z.object({
  text: z.string(),
  page: z.int(),
  places: z.array(z.object({ page: z.int() })),
});

/** The passages of a result, from its JSON Lines. */
async function* passagesOf({ jobs }: HttpContext, results: Results, job: Job): AsyncGenerator<StoredPassage> {
  const pieces = results.forms.jsonl?.pieces(jobs, { job, disclaimer: null, query: {} }) ?? [];
  for await (const line of pieces) {
    const { text, page, places } = lineSchema.parse(JSON.parse(line));
    yield { text, page, pages: places.map((place) => place.page) };
  }
}

/** @throws Refusal `not_askable`, `ask_not_configured`, `gateway_failed`, `gateway_timeout`. */
async function answered(context: HttpContext, job: Job, question: string): Promise<Answered> {
  const { gateway, jobs } = context;
  const { results } = kindOf(context, job);
  const { ask = { none: `Nothing is asked of jobs of kind ${job.kind}.` } } = results;
  if ('none' in ask) throw new Refusal('not_askable', ask.none);
  if (gateway === null)
    throw new Refusal('ask_not_configured', 'Nothing can be asked here: AI_GATEWAY_API_KEY is not set.');
  if (ask.of === 'passages')
    return await askPassages(gateway, question, () => passagesOf(context, results, job));
  const place = { after: null, limit: MOST_FIGURES };
  const { items } = await query(jobs, () => results.page(jobs.db, job.id, place));
  return await askFigures(gateway, question, JSON.stringify(items.map((item) => ask.shown(item))));
}

/** Null if there is nothing of which it could be the share. */
function rateOf({ sentences: standing, unverified, quotes }: Answered): number | null {
  const all = quotes.verified + quotes.repaired + quotes.unverified;
  const [good, of] =
    all > 0
      ? [quotes.verified + quotes.repaired, all]
      : [standing.length, standing.length + unverified.length];
  return of === 0 ? null : Number((good / of).toFixed(3));
}

export function askEndpoint(context: HttpContext): Endpoint {
  const handler: RouteHandler<typeof askRoute, HttpEnv> = async (c) => {
    const job = await getJob(context.jobs, c.get('owner'), jobIdOf(c.req.valid('param')));
    mustHaveEnded(job);
    const found = await answered(context, job, c.req.valid('json').question);
    const { sentences, unverified, completion } = found;
    const usage = completion && {
      model: completion.model,
      input_tokens: completion.inputTokens,
      output_tokens: completion.outputTokens,
    };
    const { disclaimer } = kindOf(context, job).analyzer;
    const rate = rateOf(found);
    return c.json({ job_id: job.id, sentences, unverified, rate, usage, disclaimer }, 200);
  };
  return endpoint(askRoute, handler);
}
