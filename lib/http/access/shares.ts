import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { createShare, listShares, revokeShare, type Share } from '../../access/shares.ts';
import { Refusal } from '../../core/errors.ts';
import type { HttpContext } from '../context.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { HttpEnv } from '../env.ts';
import { instantSchema } from '../instant.ts';
import { JOB_ID } from '../jobs/examples.ts';
import { jobIdOf, jobParams } from '../jobs/job-id.ts';
import type { NewShareJson, ShareJson } from '../jobs/json-shapes.ts';
import { answersJson, takesJson } from '../media.ts';
import { commonProblems, problemResponse, writingProblems } from '../problems.ts';

const DAY = 86_400;
const MOST = 30 * DAY;
const LIFE_ERROR = `expires_in_seconds must be a whole number from 60 to ${MOST} (30 days).`;

const shareSchema = z
  .object({
    id: z.string(),
    created_at: instantSchema,
    created_by: z.string().nullable().openapi({ description: 'The name of the key that made it.' }),
    expires_at: instantSchema,
    revoked_at: instantSchema.nullable(),
  })
  .openapi('Share');

const newShareSchema = shareSchema
  .extend({
    token: z.string().openapi({ description: 'To be sent as a key. It is shown this once.' }),
    url: z.string().openapi({ description: 'The job, with the token in it.' }),
  })
  .openapi('NewShare');

const SHARE: ShareJson = {
  id: 'shr_01k0a3v5zq8m4n7p2r6t9w',
  created_at: '2026-01-05T12:00:00.000Z',
  created_by: 'ci',
  expires_at: '2026-01-12T12:00:00.000Z',
  revoked_at: null,
};
const TOKEN = 'us_01k0a3v5zq8m4n7p2r6t9w_t9ctk0_Zm9yIHRoZSBkb2N1bWVudCBvbmx5LCBubyBzaWduYXR1cmU';
const NEW_SHARE: NewShareJson = {
  ...SHARE,
  token: TOKEN,
  url: `https://app.example.com/api/v1/jobs/${JOB_ID}?share=${TOKEN}`,
};

const shareJson = ({ id, createdAt, createdBy, expiresAt, revokedAt }: Share): ShareJson => ({
  id,
  created_at: createdAt.toISOString(),
  created_by: createdBy,
  expires_at: expiresAt.toISOString(),
  revoked_at: revokedAt === null ? null : revokedAt.toISOString(),
});

const requestSchema = z
  .strictObject({
    expires_in_seconds: z
      .int(LIFE_ERROR)
      .min(60, LIFE_ERROR)
      .max(MOST, LIFE_ERROR)
      .default(7 * DAY)
      .openapi({ description: 'Default: seven days.' }),
  })
  .openapi('ShareRequest');

const createShareRoute = createRoute({
  method: 'post',
  path: '/jobs/{id}/share',
  operationId: 'access.shareJob',
  tags: ['access'],
  summary: 'Make a link that shows a job',
  description:
    'Whoever has it may read this job, its steps, slices and result until it expires or is revoked, and nothing else.',
  request: {
    params: jobParams,
    body: { required: true, content: takesJson(requestSchema, { expires_in_seconds: 7 * DAY }) },
  },
  responses: {
    201: { description: 'The link, with its token.', content: answersJson(newShareSchema, NEW_SHARE) },
    404: problemResponse('`not_found`'),
    422: problemResponse('`invalid_input`: nothing was changed.'),
    ...writingProblems,
  },
});

function createShareHandler(context: HttpContext): RouteHandler<typeof createShareRoute, HttpEnv> {
  const { jobs, shareKey, appUrl } = context;
  return async (c) => {
    const jobId = jobIdOf(c.req.valid('param'));
    const { share, token } = await createShare(jobs, shareKey, {
      owner: c.get('owner'),
      jobId,
      expiresInSeconds: c.req.valid('json').expires_in_seconds,
      createdBy: c.get('keyName'),
    });
    c.header('Cache-Control', 'no-store');
    const url = `${appUrl}/api/v1/jobs/${jobId}?share=${token}`;
    return c.json({ ...shareJson(share), token, url }, 201);
  };
}

const listSharesRoute = createRoute({
  method: 'get',
  path: '/jobs/{id}/shares',
  operationId: 'access.listShares',
  tags: ['access'],
  summary: 'List the links to a job, oldest first',
  description: 'Those that are expired or revoked too, without their tokens.',
  request: { params: jobParams },
  responses: {
    200: {
      description: 'The links.',
      content: answersJson(z.object({ data: z.array(shareSchema) }).openapi('ShareList'), { data: [SHARE] }),
    },
    404: problemResponse('`not_found`'),
    ...commonProblems,
  },
});

function listSharesHandler({ jobs }: HttpContext): RouteHandler<typeof listSharesRoute, HttpEnv> {
  return async (c) => {
    const shares = await listShares(jobs, c.get('owner'), jobIdOf(c.req.valid('param')));
    return c.json({ data: shares.map(shareJson) }, 200);
  };
}

const revokeShareRoute = createRoute({
  method: 'delete',
  path: '/jobs/{id}/shares/{share}',
  operationId: 'access.revokeShare',
  tags: ['access'],
  summary: 'Revoke a link, at once',
  description: 'It stays in the list.',
  request: { params: jobParams.extend({ share: z.string().openapi({ example: SHARE.id }) }) },
  responses: {
    204: { description: 'Revoked.' },
    404: problemResponse('`not_found`'),
    ...writingProblems,
  },
});

function revokeShareHandler({ jobs }: HttpContext): RouteHandler<typeof revokeShareRoute, HttpEnv> {
  return async (c) => {
    const { share: id, ...params } = c.req.valid('param');
    const jobId = jobIdOf(params);
    if (!/^shr_[0-9a-z]{1,40}$/.test(id)) {
      throw new Refusal('not_found', `Job ${jobId} has no link ${id.slice(0, 64)}.`);
    }
    await revokeShare(jobs, { owner: c.get('owner'), jobId, id });
    return c.body(null, 204);
  };
}

export const shareEndpoints = (context: HttpContext): Endpoint[] => [
  endpoint(createShareRoute, createShareHandler(context)),
  endpoint(listSharesRoute, listSharesHandler(context)),
  endpoint(revokeShareRoute, revokeShareHandler(context)),
];
