import { z } from 'zod';
import { packText, unpackText } from '../../core/packed-text.ts';
import { inOneSlice, inSlices } from '../../core/slices.ts';
import { mapOf } from '../../core/slices-of.ts';
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

export async function packPosts(posts: readonly Post[]): Promise<string> {
  const texts = await inSlices(mapOf(posts, (post) => JSON.stringify(post)));
  return packText(`[${texts.join(',')}]`);
}

export async function unpackPosts(packed: string): Promise<Post[]> {
  const text = await unpackText(packed);
  const items = await inOneSlice(() => z.array(z.unknown()).parse(JSON.parse(text)));
  return inSlices(mapOf(items, (item) => postSchema.parse(item)));
}
