import { z } from 'zod';
import { listOf, networkId, optionalCount, optionalText } from './fields.ts';
import type { ReadHtml } from './html.ts';
import { makePost, makeRepost } from './make-post.ts';
import { readInstant } from './read-instant.ts';
import type { Post } from './social.ts';
import type { Tally } from './tally.ts';

const address = z.object({ uri: optionalText, url: optionalText });

/** https://docs.joinmastodon.org/entities/Status/, also served by GoToSocial and Akkoma. */
export const status = z.object({
  id: networkId,
  created_at: optionalText,
  content: z.string(),
  spoiler_text: optionalText,
  language: optionalText,
  uri: optionalText,
  url: optionalText,
  account: z.object({ id: z.string() }),
  in_reply_to_id: optionalText,
  in_reply_to_account_id: optionalText,
  reblog: address.nullish(),
  quote: z.object({}).nullish().catch(null),
  mentions: listOf(z.object({ id: z.string(), acct: z.string() })),
  tags: listOf(z.object({ name: z.string() })),
  favourites_count: optionalCount,
  reblogs_count: optionalCount,
  replies_count: optionalCount,
});
type Status = z.output<typeof status>;

export interface MastodonContext {
  /** Host of accounts named without one. */
  host: string;
  /** `user@host`. */
  handle: string;
  readHtml: (html: string) => ReadHtml;
}

export function mastodonPost(given: Status, context: MastodonContext, changed: Tally): Post {
  const createdAt = readInstant(given.created_at);
  if (given.reblog) {
    return makeRepost({ id: given.id, createdAt, url: given.reblog.url ?? given.reblog.uri }, changed);
  }
  const { text, links, truncated } = context.readHtml(given.content);
  if (truncated) changed.add('text_truncated');
  return makePost(
    {
      id: given.id,
      createdAt,
      text: withWarning(given.spoiler_text, text),
      kind: kindOf(given),
      language: given.language,
      url: given.url ?? given.uri,
      mentions: given.mentions.map(({ acct }) => withHost(acct, context.host)),
      repliesTo: repliesTo(given, context),
      hashtags: given.tags.map(({ name }) => name),
      links,
      likes: given.favourites_count,
      reposts: given.reblogs_count,
      replies: given.replies_count,
    },
    changed,
  );
}

/** Prepends the content warning, which is also the author's text. */
export function withWarning(warning: string | null | undefined, text: string): string {
  return warning ? `${warning}\n\n${text}` : text;
}

/** A reply that also quotes counts as a reply. */
function kindOf(given: Status): Post['kind'] {
  if (given.in_reply_to_id || given.in_reply_to_account_id) return 'reply';
  return given.quote ? 'quote' : 'post';
}

function repliesTo(given: Status, { host, handle }: MastodonContext): string | null {
  const id = given.in_reply_to_account_id;
  if (!id) return null;
  if (id === given.account.id) return handle;
  const mentioned = given.mentions.find((each) => each.id === id);
  return mentioned ? withHost(mentioned.acct, host) : null;
}

function withHost(acct: string, host: string): string {
  return acct.includes('@') ? acct : `${acct}@${host}`;
}
