import type { Created } from '../../engine/accept/earlier.ts';
import type { HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  callbackUrl,
  createRoute,
  creationHeaders,
  creationHeadersSchema,
  exampled,
  idempotencyHeaders,
  problemResponse,
  type RouteHandler,
  takesJson,
  writingProblems,
  z,
} from '../../http/route.ts';
import { normalized, profileInput } from '../schema.ts';
import type { ProfilesContext } from './context.ts';
import { PENDING_TASK } from './examples.ts';
import { formAsJson } from './form.ts';
import { acceptedTaskJson, taskSchema } from './task-json.ts';

const requestSchema = profileInput.safeExtend({ callback_url: callbackUrl }).openapi('ProfileAnalyze');

const text = { type: 'string' } as const;

/** Form parsed by `formAsJson`. */
const formSchema = {
  type: 'object' as const,
  required: ['platform', 'profile_id'],
  properties: {
    platform: text,
    profile_id: text,
    mode: text,
    max_posts: text,
    time_zone: text,
    posts: { ...text, description: 'JSON, as a field or a file.' },
    archive: { ...text, format: 'binary', description: 'tweets.js or outbox.json, at most 4.4 MB.' },
    callback_url: text,
  },
};

export const taskAnswerSchema = z.object({ message: z.string(), task: taskSchema }).openapi('ProfileAnswer');

const ASKED = { platform: 'bluesky', profile_id: 'bsky.app', mode: 'quick' } as const;

export const analyzeRoute = createRoute({
  method: 'post',
  path: '/analyze',
  operationId: 'profiles.analyze',
  tags: ['profiles'],
  summary: 'Analyze a profile',
  description:
    'Posts are fetched from the network, or given in `posts` (platform `inline`) or `archive` (`twitter_archive`, ' +
    '`mastodon_archive`). In multipart/form-data, the archive may be a file.',
  middleware: formAsJson,
  request: {
    headers: idempotencyHeaders,
    body: {
      required: true,
      content: takesJson(requestSchema, ASKED),
    },
  },
  responses: {
    202: {
      description: 'The accepted task.',
      headers: creationHeadersSchema,
      content: answersJson(taskAnswerSchema, {
        message: 'The analysis is accepted.',
        task: PENDING_TASK,
      }),
    },
    400: problemResponse('`malformed_form` or `malformed_json`'),
    422: problemResponse(
      '`invalid_input` (for an unknown platform, lists all), `platform_not_configured` (names the variable), ' +
        '`webhook_not_configured` or `idempotency_mismatch`: nothing was created.',
    ),
    ...writingProblems,
  },
});

const { body } = analyzeRoute.request;

/** Route for the OpenAPI document, including the form that the middleware accepts. */
export const analyzeDocumented = createRoute({
  ...analyzeRoute,
  request: {
    ...analyzeRoute.request,
    body: {
      ...body,
      content: { ...body.content, 'multipart/form-data': { schema: formSchema, ...exampled(ASKED) } },
    },
  },
});

/** Reads back the accepted platform and profile from the stored input. */
const storedInput = z.object({ platform: z.string(), profile_id: z.string() });

function acceptedJson({ job, input }: Created): z.infer<typeof taskAnswerSchema> {
  const { platform, profile_id: profileId } = storedInput.parse(input);
  return { message: 'The analysis is accepted.', task: acceptedTaskJson({ job, platform, profileId }) };
}

export function analyzeHandler(context: ProfilesContext): RouteHandler<typeof analyzeRoute, HttpEnv> {
  return async (c) => {
    const { callback_url, ...input } = c.req.valid('json');
    const created = await context.submit({
      owner: c.get('owner'),
      asked: context.analyzer.ask(normalized(input)),
      source: 'api',
      inputPath: '',
      callbackUrl: callback_url,
      idempotencyKey: c.req.valid('header')['Idempotency-Key'] ?? null,
    });
    return c.json(acceptedJson(created), 202, creationHeaders(created.job.id, created.replayed));
  };
}
