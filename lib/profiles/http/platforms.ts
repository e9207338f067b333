import type { HttpEnv } from '../../http/route.ts';
import { answersJson, commonProblems, createRoute, type RouteHandler, z } from '../../http/route.ts';
import type { ProfilesContext } from './context.ts';

const platformsSchema = z
  .object({
    platforms: z.array(
      z.object({
        id: z.string().openapi({ example: 'bluesky' }),
        name: z.string(),
        needs: z.enum(['nothing', 'X_BEARER_TOKEN', 'posts', 'upload']).openapi({
          description:
            'Nothing, a variable that the operator has to set, or data in the request: `posts` in `posts`, ' +
            '`upload` in `archive`.',
        }),
        available: z.boolean().openapi({ description: 'False if a required variable is not set.' }),
        limits: z.string().openapi({ description: 'How much of a profile can be read.' }),
        aliases: z.array(z.string()).openapi({ description: 'Alternative names accepted in requests.' }),
      }),
    ),
    total: z.int(),
  })
  .openapi('Platforms');

export const platformsRoute = createRoute({
  method: 'get',
  path: '/platforms',
  operationId: 'profiles.listPlatforms',
  tags: ['profiles'],
  summary: 'List the platforms',
  description: 'Networks to read posts from, and exports that a request may contain.',
  responses: {
    200: {
      description: 'All platforms.',
      content: answersJson(platformsSchema, {
        platforms: [
          {
            id: 'bluesky',
            name: 'Bluesky',
            needs: 'nothing',
            available: true,
            limits: 'All public posts, 100 a page.',
            aliases: ['bsky'],
          },
        ],
        total: 1,
      }),
    },
    ...commonProblems,
  },
});

export function platformsHandler(context: ProfilesContext): RouteHandler<typeof platformsRoute, HttpEnv> {
  return (c) => {
    const platforms = context.platforms();
    return c.json({ platforms, total: platforms.length }, 200);
  };
}
