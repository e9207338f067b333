import { z } from 'zod';
import { packText, unpackText } from '../../core/packed-text.ts';
import type { Post } from '../networks/social.ts';

const count = z.number().nullable();

const postSchema = z.object({
  id: z.string(),
  createdAt: z.string().nullable(),
  text: z.string(),
  kind: z.enum(['post', 'reply', 'repost', 'quote']),
  statedLanguage: z.string().nullable(),
  url: z.string().nullable(),
  mentions: z.array(z.string()),
  repliesTo: z.string().nullable(),
  hashtags: z.array(z.string()),
  links: z.array(z.string()),
  likes: count,
  reposts: count,
  replies: count,
}) satisfies z.ZodType<Post>;

export function packPosts(posts: readonly Post[]): Promise<string> {
  return packText(JSON.stringify(posts));
}

export async function unpackPosts(packed: string): Promise<Post[]> {
  return z.array(postSchema).parse(JSON.parse(await unpackText(packed)));
}
