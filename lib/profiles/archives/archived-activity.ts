import { z } from 'zod';
import { listOf, networkId, optionalCount, optionalText } from '../networks/fields.ts';
import type { ReadHtml } from '../networks/html.ts';
import { makePost, makeRepost } from '../networks/make-post.ts';
import { withWarning } from '../networks/mastodon-posts.ts';
import { profileIdFault } from '../networks/profile-id.ts';
import { readInstant } from '../networks/read-instant.ts';
import type { Post } from '../networks/social.ts';
import type { Tally } from '../networks/tally.ts';

const PUBLIC = ['https://www.w3.org/ns/activitystreams#Public', 'as:Public', 'Public'];

/** One address or several. */
const addresses = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .nullish()
  .catch(null)
  .transform((list) => list ?? []);

const collectionSize = z.object({ totalItems: optionalCount }).nullish().catch(null);

/** Of a poll, which is a `Question`. */
const options = listOf(z.object({ name: z.string() }));

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
  oneOf: options,
  anyOf: options,
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
/** An item of `orderedItems`. */
export const activity = z.discriminatedUnion('type', [create, announce]);
export type Activity = z.output<typeof activity>;

/** Whether anybody may see it. */
export function isPublic({ to, cc }: Activity): boolean {
  return [...to, ...cc].some((each) => PUBLIC.includes(each));
}

/** A post of a Mastodon archive. @param owner `user@host` */
export function activityPost(
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
      text: withOptions(withWarning(object.summary, text), object),
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
export function handleOf(address: string): string | null {
  const [, host, user] =
    /^https:\/\/([^/?#@]{1,253})\/(?:users\/|@)([\w.-]{1,64})(?:[/?#]|$)/.exec(address) ?? [];
  const handle = `${user}@${host}`.toLowerCase();
  return user && profileIdFault('mastodon', handle) === null ? handle : null;
}

/** The options of a poll are its author's words as well. */
function withOptions(text: string, { oneOf, anyOf }: Note): string {
  const options = [...oneOf, ...anyOf].map(({ name }) => name);
  return options.length === 0 ? text : [text, options.join('\n')].filter(Boolean).join('\n\n');
}

/** Adds the owner's host to a local name. */
function withHost(name: string, owner: string): string {
  const bare = name.replace(/^@/, '');
  return bare.includes('@') ? bare : `${bare}${owner.slice(owner.lastIndexOf('@'))}`;
}
