import { z } from '../../http/route.ts';
import type { postsOf } from '../records/queries.ts';

type Post = Awaited<ReturnType<typeof postsOf>>['posts'][number];

const count = z.int().nullable();

/** A stored post, in the format accepted in `posts`. */
export const postJsonSchema = z
  .object({
    id: z.string(),
    created_at: z.string().nullable(),
    text: z.string(),
    kind: z.enum(['post', 'reply', 'repost', 'quote']),
    lang: z.string().nullable().openapi({ description: 'Language stated by the author or the network.' }),
    url: z.string().nullable(),
    reply_to: z.string().nullable(),
    mentions: z.array(z.string()),
    hashtags: z.array(z.string()),
    links: z.array(z.string()),
    likes: count,
    reposts: count,
    replies: count,
  })
  .openapi('ProfilePost');

export type PostJson = z.infer<typeof postJsonSchema>;

export function postJson({ createdAt, statedLanguage, repliesTo, ...same }: Post): PostJson {
  return { ...same, created_at: createdAt, lang: statedLanguage, reply_to: repliesTo };
}
