import { z } from '@hono/zod-openapi';
import { storable } from '../core/storable-text.ts';
import { givenPostsSchema } from './networks/inline.ts';
import { platformNamed } from './networks/platforms.ts';
import { normalProfileId, profileIdFault } from './networks/profile-id.ts';
import { PLATFORMS, type Platform } from './networks/social.ts';

/** Posts read if a request gives no number. */
const POSTS_BY_MODE = { quick: 200, deep: 2_000 } as const;
const MOST_POSTS = 10_000;
const MOST_ARCHIVE_LENGTH = 4_400_000;

const UNKNOWN = (given: unknown) =>
  `${JSON.stringify(given)} cannot be analyzed. platform is one of: ${PLATFORMS.join(', ')}.`;

const platform = z
  .string({ error: `platform is one of: ${PLATFORMS.join(', ')}.` })
  .transform((given, context) => {
    const known = platformNamed(given);
    if (known) return known;
    context.addIssue({
      code: 'custom',
      message: UNKNOWN(given.slice(0, 64)),
      params: { code: 'unknown_platform' },
    });
    return z.NEVER;
  })
  .openapi('ProfilePlatform', { type: 'string', enum: [...PLATFORMS], example: 'bluesky' });

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const requested = {
  platform,
  profile_id: z
    .string({ error: 'profile_id is a string such as "bsky.app" or "Gargron@mastodon.social".' })
    .trim()
    .min(1, 'profile_id must not be empty.')
    .max(400, 'profile_id has at most 400 characters.')
    .openapi({ example: 'bsky.app' }),
  mode: z.enum(['quick', 'deep'], 'mode is "quick" or "deep".').default('deep'),
  max_posts: z
    .int({ error: 'max_posts is a whole number.' })
    .min(1, 'max_posts must be at least 1.')
    .max(MOST_POSTS, `max_posts must be at most ${MOST_POSTS}.`)
    .optional()
    .openapi({
      description: `Default: ${POSTS_BY_MODE.quick} if mode is quick, else ${POSTS_BY_MODE.deep}.`,
    }),
  time_zone: z
    .string({ error: 'time_zone is an IANA name such as "Europe/Berlin".' })
    .refine(isTimeZone, {
      error: ({ input }) => `${JSON.stringify(input)} is no IANA time zone. Use one such as "Europe/Berlin".`,
      params: { code: 'unknown_time_zone' },
    })
    .default('UTC')
    .openapi({ description: 'For hours and weekdays; it is never inferred.' }),
};

const given = {
  posts: givenPostsSchema
    .optional()
    .openapi({ description: 'With platform "inline": the posts themselves.' }),
  archive: z
    .string({ error: 'archive is the text of tweets.js or outbox.json.' })
    .overwrite(storable)
    .max(MOST_ARCHIVE_LENGTH, 'archive must be at most 4.4 MB.')
    .optional()
    .openapi({
      description: 'The text of tweets.js (twitter_archive) or of outbox.json (mastodon_archive).',
    }),
  document_id: z
    .string()
    .regex(/^doc_[\w-]{1,60}$/, 'document_id is written doc_… .')
    .optional()
    .openapi({ description: 'An archive as downloaded, uploaded in parts with POST /documents.' }),
};

const FIELDS = ['posts', 'archive', 'document_id'] as const;
type Field = (typeof FIELDS)[number];

/** The request fields that may carry the posts, by platform: one of them does. */
const GIVEN_IN: Readonly<Partial<Record<Platform, readonly Field[]>>> = {
  inline: ['posts'],
  twitter_archive: ['archive', 'document_id'],
  mastodon_archive: ['archive', 'document_id'],
  bluesky_archive: ['document_id'],
  threads_archive: ['document_id'],
  instagram_archive: ['document_id'],
  reddit_archive: ['document_id'],
};

interface FieldFault {
  path: Field;
  code: 'not_for_platform' | 'missing' | 'several_sources';
  message: string;
}

/** What is wrong with where the posts are given. */
function faultsOfFields(platform: Platform, present: readonly Field[]): FieldFault[] {
  const allowed = GIVEN_IN[platform] ?? [];
  const surplus = present.filter((name) => !allowed.includes(name));
  const faults: FieldFault[] = surplus.map((path) => ({
    path,
    code: 'not_for_platform',
    message: `${path} cannot be given for ${platform}: leave it out.`,
  }));
  const given = present.filter((name) => allowed.includes(name));
  const [path] = allowed;
  if (path !== undefined && given.length === 0) {
    faults.push({ path, code: 'missing', message: `${allowed.join(' or ')} is needed for ${platform}.` });
  }
  if (path !== undefined && given.length > 1) {
    faults.push({ path, code: 'several_sources', message: `Give either ${allowed.join(' or ')}.` });
  }
  return faults;
}

/** Input of POST /api/analyze and POST /api/jobs, before normalization. */
export const profileInput = z
  .strictObject({ ...requested, ...given })
  .superRefine((input, context) => {
    const fault = profileIdFault(input.platform, input.profile_id);
    if (fault) {
      const { code, message } = fault;
      context.addIssue({ code: 'custom', path: ['profile_id'], message, params: { code } });
    }
    const present = FIELDS.filter((name) => input[name] !== undefined);
    for (const { path, code, message } of faultsOfFields(input.platform, present)) {
      context.addIssue({ code: 'custom', path: [path], message, params: { code } });
    }
  })
  .openapi('ProfileInput');

/** Maps a platform's name or alias to its name. */
export const platformSchema = profileInput.shape.platform;

/** Applies all defaults. */
export function normalized({ max_posts, profile_id, ...input }: z.output<typeof profileInput>) {
  return {
    ...input,
    profile_id: normalProfileId(input.platform, profile_id),
    max_posts: max_posts ?? POSTS_BY_MODE[input.mode],
  };
}

export const profileInputSchema = profileInput.transform(normalized);

export type ProfileInput = z.output<typeof profileInputSchema>;

/** The part stored in the job's row; never posts. */
export const storedInputSchema = z.object({
  platform: z.enum(PLATFORMS),
  profile_id: z.string(),
  mode: z.enum(['quick', 'deep']),
  max_posts: z.int(),
  time_zone: z.string(),
  /** Posts that came with the request; null if they are fetched. */
  given: z
    .object({
      posts: z.int(),
      /** The author's handle, where the posts tell it. */
      owner: z.string().optional(),
      /** What is not among them, one sentence each. */
      incomplete: z.array(z.string()).optional(),
    })
    .nullable(),
  /** The stored archive that the posts are read from. */
  archive: z.object({ document_id: z.string() }).optional(),
});

export type StoredInput = z.output<typeof storedInputSchema>;
