import { z } from '@hono/zod-openapi';
import { PLATFORMS, type Profile } from '../networks/social.ts';

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
}) satisfies z.ZodType<Profile>;
