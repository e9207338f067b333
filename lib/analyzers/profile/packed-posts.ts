import { promisify } from 'node:util';
import { deflate, inflateSync } from 'node:zlib';
import { z } from 'zod';
import type { Post } from '../../sources/social/social.ts';

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

const compress = promisify<string, { level: number }, Buffer>(deflate);

/** Posts in a fraction of their size: zlib over JSON, in base64 (bytes would travel to Neon as hex). */
export async function packPosts(posts: readonly Post[]): Promise<string> {
  const packed = await compress(JSON.stringify(posts), { level: 6 });
  return packed.toString('base64');
}

export function unpackPosts(packed: string): Post[] {
  const json = inflateSync(Buffer.from(packed, 'base64')).toString('utf8');
  return z.array(postSchema).parse(JSON.parse(json));
}
