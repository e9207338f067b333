import { z } from 'zod';
import { type Archive, newestPosts, parseArchive, unreadableArchive } from './archive.ts';
import { listOf, networkId, optionalCount, optionalText } from './fields.ts';
import { givenProfile } from './given-profile.ts';
import { loadHtmlReader, type ReadHtml } from './html.ts';
import { MOST_GIVEN_POSTS } from './inline.ts';
import { makePost, makeRepost } from './make-post.ts';
import { withWarning } from './mastodon-posts.ts';
import { profileIdFault } from './profile-id.ts';
import { readInstant } from './read-instant.ts';
import { readItems } from './read-items.ts';
import type { Post } from './social.ts';
import type { Tally } from './tally.ts';

const PUBLIC = ['https://www.w3.org/ns/activitystreams#Public', 'as:Public', 'Public'];

/** One address or several. */
const addresses = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .nullish()
  .catch(null)
  .transform((list) => list ?? []);

const collectionSize = z.object({ totalItems: optionalCount }).nullish().catch(null);

const note = z.object({
  id: networkId,
  content: z.string(),
  summary: optionalText,
  url: optionalText,
  inReplyTo: optionalText,
  contentMap: z.record(z.string(), z.unknown()).nullish().catch(null),
  tag: listOf(z.object({ type: z.string(), name: z.string(), href: optionalText })),
  likes: collectionSize,
  shares: collectionSize,
  quote: optionalText,
});
type Note = z.output<typeof note>;

const audience = { actor: optionalText, published: optionalText, to: addresses, cc: addresses };
const create = z.object({ type: z.literal('Create'), ...audience, object: note });
const announce = z.object({
  type: z.literal('Announce'),
  ...audience,
  id: networkId,
  object: z.unknown().optional(),
});
const activity = z.discriminatedUnion('type', [create, announce]);
type Activity = z.output<typeof activity>;

const outbox = z.object({ type: z.literal('OrderedCollection'), orderedItems: z.array(z.unknown()) });

/**
 * Reads `outbox.json` of a Mastodon archive (ActivityPub). Direct messages and followers-only posts are left out as
 * `not_public`.
 * @param handle normalized `user@host`; used if the archive does not name its owner.
 * @throws PermanentError `archive_unreadable`.
 */
export async function readMastodonArchive(
  text: string,
  handle: string,
  most: number = MOST_GIVEN_POSTS,
): Promise<Archive> {
  const read = outbox.safeParse(parseArchive(text.replace(/^\uFEFF/, ''), 'outbox.json'));
  if (!read.success) {
    throw unreadableArchive(
      'This is not outbox.json of a Mastodon archive: an OrderedCollection with orderedItems.',
    );
  }
  const items = read.data.orderedItems;
  const owner = ownerOf(items) ?? handle;
  const readHtml = await loadHtmlReader();
  const batch = readItems(items, activity, (each, changed) =>
    isPublic(each) ? activityPost(each, owner, readHtml, changed) : 'not_public',
  );
  return { profile: givenProfile('mastodon_archive', owner), ...newestPosts(batch, most) };
}

function isPublic({ to, cc }: Activity): boolean {
  return [...to, ...cc].some((each) => PUBLIC.includes(each));
}

function ownerOf(items: readonly unknown[]): string | null {
  for (const item of items) {
    const actor = activity.safeParse(item).data?.actor;
    if (actor) return handleOf(actor);
  }
  return null;
}

function activityPost(
  given: Activity,
  owner: string,
  readHtml: (html: string) => ReadHtml,
  changed: Tally,
): Post {
  const createdAt = readInstant(given.published);
  if (given.type === 'Announce') return makeRepost({ id: given.id, createdAt, url: given.object }, changed);
  const { object } = given;
  const { text, links, truncated } = readHtml(object.content);
  if (truncated) changed.add('text_truncated');
  const named = (type: string) => object.tag.filter((each) => each.type === type);
  return makePost(
    {
      id: object.id,
      createdAt,
      text: withWarning(object.summary, text),
      kind: kindOf(object),
      language: Object.keys(object.contentMap ?? {})[0],
      url: object.url ?? object.id,
      mentions: named('Mention').map(({ name }) => withHost(name, owner)),
      repliesTo: handleOf(object.inReplyTo ?? ''),
      hashtags: named('Hashtag').map(({ name }) => name),
      links,
      likes: object.likes?.totalItems ?? null,
      reposts: object.shares?.totalItems ?? null,
    },
    changed,
  );
}

function kindOf(object: Note): Post['kind'] {
  if (object.inReplyTo) return 'reply';
  return object.quote ? 'quote' : 'post';
}

/**
 * The handle in `https://host/users/name…` or `https://host/@name…`, as Mastodon writes them; null for other forms.
 */
function handleOf(address: string): string | null {
  const [, host, user] =
    /^https:\/\/([^/?#@]{1,253})\/(?:users\/|@)([\w.-]{1,64})(?:[/?#]|$)/.exec(address) ?? [];
  const handle = `${user}@${host}`.toLowerCase();
  return user && profileIdFault('mastodon', handle) === null ? handle : null;
}

/** Adds the owner's host to a local name. */
function withHost(name: string, owner: string): string {
  const bare = name.replace(/^@/, '');
  return bare.includes('@') ? bare : `${bare}${owner.slice(owner.lastIndexOf('@'))}`;
}
