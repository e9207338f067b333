import { z } from 'zod';
import { Turns } from '../../core/turns.ts';
import type { StoredFile } from '../../files/stored-file.ts';
import { blueskyRecord, facetsOf, kindOfRecord } from '../networks/bluesky-posts.ts';
import { optionalText } from '../networks/fields.ts';
import { givenProfile } from '../networks/given-profile.ts';
import { webUrl } from '../networks/links.ts';
import { makePost, makeRepost } from '../networks/make-post.ts';
import { readInstant } from '../networks/read-instant.ts';
import type { Post, Profile } from '../networks/social.ts';
import { type Tally, tally } from '../networks/tally.ts';
import { plainLine, plainText } from '../networks/text.ts';
import type { ArchivePage } from './archive-format.ts';
import { carFrames } from './car-frames.ts';
import { decoded, POST, REPOST, type Repository, readRepository } from './repository.ts';
import { tooLargeArchive } from './unreadable.ts';

/** Each page walks the whole file for the paths of its records. */
const MOST_BYTES = 400_000_000;
const POSTS_A_PAGE = 8_000;
const BYTES_A_PAGE = 16_000_000;

const postRecord = blueskyRecord.extend({ $type: z.literal(POST) });
const repostRecord = z.object({
  $type: z.literal(REPOST),
  createdAt: optionalText,
  subject: z.object({ uri: optionalText }).nullish().catch(null),
});

const addressOf = (uri: string | null | undefined): string | null => {
  const [, did, key] =
    /^at:\/\/(did:[\w.:%-]{1,200})\/app\.bsky\.feed\.post\/([\w.~:-]{1,100})$/.exec(uri ?? '') ?? [];
  return did === undefined ? null : webUrl(`https://bsky.app/profile/${did}/post/${key}`);
};

/** A repository knows the people addressed by their DIDs alone, except where a text mentions them. */
function repliesTo(
  parent: string | null | undefined,
  { did, handle }: { did: string; handle: string },
): string | null {
  const to = /^at:\/\/(did:[\w.:%-]{1,200})\//.exec(parent ?? '')?.[1] ?? null;
  return to === did ? handle : to;
}

function recordPost(value: unknown, path: string, owner: { did: string; handle: string }, changed: Tally) {
  const id = `at://${owner.did}/${path}`;
  const repost = repostRecord.safeParse(value).data;
  if (repost) {
    const url = addressOf(repost.subject?.uri);
    return makeRepost({ id, createdAt: readInstant(repost.createdAt), url }, changed);
  }
  const { data } = postRecord.safeParse(value);
  if (!data) return null;
  return makePost(
    {
      id,
      createdAt: readInstant(data.createdAt),
      text: data.text,
      kind: kindOfRecord(data),
      language: data.langs[0],
      url: addressOf(id),
      ...facetsOf(data),
      repliesTo: repliesTo(data.reply?.parent?.uri, owner),
    },
    changed,
  );
}

function assertSize({ size }: StoredFile): void {
  if (size <= MOST_BYTES) return;
  throw tooLargeArchive(`The repository has ${size} bytes; at most ${MOST_BYTES} are read.`);
}

function profileOf({ did, profile }: Repository, asked: string): Profile {
  return {
    ...givenProfile('bluesky_archive', asked),
    id: did,
    displayName: plainLine(profile?.displayName),
    bio: plainText(profile?.description ?? '').text || null,
    url: webUrl(`https://bsky.app/profile/${did}`),
  };
}

/** Whose repository it is. @param asked the handle, which a repository does not hold */
export async function openRepository(file: StoredFile, asked: string, signal: AbortSignal): Promise<Profile> {
  assertSize(file);
  return profileOf(await readRepository(file, signal), asked);
}

/** The page of posts that begins at an offset. @throws as `readRepository` */
export async function pageOfRepository(
  file: StoredFile,
  { asked, offset }: { asked: string; offset: number },
  signal: AbortSignal,
): Promise<ArchivePage<number>> {
  assertSize(file);
  const { did, paths } = await readRepository(file, signal);
  const [skipped, changed] = [tally(), tally()];
  const posts: Post[] = [];
  const turns = new Turns(signal);
  let next: number | null = null;
  for await (const { digest, block, end } of carFrames(file, offset)) {
    const path = paths.get(digest);
    if (path?.startsWith('app.bsky.feed.')) {
      const post = recordPost(decoded(block), path, { did, handle: asked }, changed);
      if (post === null) skipped.add('unreadable');
      else posts.push(post);
    }
    if (posts.length >= POSTS_A_PAGE || end - offset >= BYTES_A_PAGE) {
      next = end < file.size ? end : null;
      break;
    }
    if (turns.due) await turns.take();
  }
  return { posts, skipped: skipped.counts(), changed: changed.counts(), next };
}
