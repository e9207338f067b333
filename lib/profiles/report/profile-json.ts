import { z } from '@hono/zod-openapi';
import { PLATFORMS, type Profile, type Repository } from '../networks/social.ts';

const text = z.string().nullable();
const count = z.number().nullable();

const repositorySchema = z
  .object({
    name: z.string(),
    description: text,
    is_fork: z.boolean(),
    language: text,
    stars: count,
    forks: count,
    created_at: text,
    pushed_at: text,
  })
  .openapi('Repository') satisfies z.ZodType<Repository>;

/** A stored profile. */
export const profileSchema = z.object({
  platform: z.enum(PLATFORMS).openapi('ProfilePlatform', { example: 'bluesky' }),
  id: z.string(),
  handle: z.string(),
  displayName: z.string().nullable(),
  bio: z.string().nullable(),
  url: z.string().nullable(),
  createdAt: z.string().nullable(),
  followers: z.number().nullable(),
  following: z.number().nullable(),
  posts: z.number().nullable(),
  hasAvatar: z.boolean().nullable(),
  verified: z.boolean().nullable(),
  saysBot: z.boolean().nullable(),
  repositories: z.array(repositorySchema).optional(),
}) satisfies z.ZodType<Profile>;
