import { z } from 'zod';
import { ownWords } from '../text/own-words.ts';
import { listOf, networkId, optionalText } from './fields.ts';
import { findLinks, findMentions } from './links.ts';
import { makePost } from './make-post.ts';
import { markdownText } from './markdown.ts';
import { readInstant } from './read-instant.ts';
import type { Post } from './social.ts';
import type { Tally } from './tally.ts';

const written = z
  .object({
    title: optionalText,
    name: optionalText,
    body: optionalText,
    html_url: optionalText,
    user: z.object({ login: optionalText }).nullish().catch(null),
  })
  .nullish()
  .catch(null);
type Written = z.output<typeof written>;

/** https://docs.github.com/en/rest/using-the-rest-api/github-event-types */
export const githubEvent = z.object({
  id: networkId,
  type: z.string().nullish(),
  created_at: optionalText,
  repo: z.object({ name: z.string().max(300) }),
  payload: z.object({
    action: optionalText,
    description: optionalText,
    ref_type: optionalText,
    commits: listOf(z.object({ message: z.string(), distinct: z.boolean().nullish() })),
    comment: written,
    discussion: written,
    issue: written,
    pull_request: written,
    release: written,
    review: written,
  }),
});
type GithubEvent = z.output<typeof githubEvent>;

/** The actor's own words in an event, and whom it replies to. */
interface Said {
  kind: Post['kind'];
  text: string;
  at?: Written;
  to?: Written;
}

const SILENT: Said = { kind: 'post', text: '' };

/** Title and body, but only if the actor just opened the item: otherwise somebody else wrote them. */
function opened(what: Written, action: string | null | undefined, verb = 'opened'): Said {
  return action === verb ? { kind: 'post', text: titled(what), at: what } : { ...SILENT, at: what };
}

function answered(comment: Written, to: Written): Said {
  return { kind: 'reply', text: markdownText(comment?.body ?? ''), at: comment, to };
}

function titled(what: Written): string {
  return [what?.title ?? what?.name, markdownText(what?.body ?? '')].filter(Boolean).join('\n\n');
}

const SAYS: Readonly<Record<string, (payload: GithubEvent['payload']) => Said>> = {
  // Since October 2025 GitHub omits commits, and with them all text of a push.
  PushEvent: ({ commits }) => ({
    kind: 'post',
    text: commits.flatMap(({ message, distinct }) => (distinct === false ? [] : message)).join('\n\n'),
  }),
  IssuesEvent: ({ issue, action }) => opened(issue, action),
  PullRequestEvent: ({ pull_request, action }) => opened(pull_request, action),
  DiscussionEvent: ({ discussion, action }) => opened(discussion, action, 'created'),
  ReleaseEvent: ({ release, action }) => opened(release, action, 'published'),
  IssueCommentEvent: ({ comment, issue }) => answered(comment, issue),
  CommitCommentEvent: ({ comment }) => answered(comment, null),
  DiscussionCommentEvent: ({ comment, discussion }) => answered(comment, discussion),
  PullRequestReviewEvent: ({ review, pull_request }) => answered(review, pull_request),
  PullRequestReviewCommentEvent: ({ comment, pull_request }) => answered(comment, pull_request),
  CreateEvent: ({ description, ref_type }) => ({
    kind: 'post',
    text: ref_type === 'repository' ? (description ?? '') : '',
  }),
  WatchEvent: () => ({ kind: 'repost', text: '' }),
  ForkEvent: () => ({ kind: 'repost', text: '' }),
};
/** A Map, so that GitHub's event names cannot reach an object's prototype. */
const SAID = new Map(Object.entries(SAYS));

/**
 * A public event as a post. Its text is the actor's own prose, empty for events without any (a push, a closed issue).
 * Stars and forks count as reposts.
 */
export function githubPost(event: GithubEvent, changed: Tally): Post {
  const said = SAID.get(event.type ?? '')?.(event.payload) ?? SILENT;
  const { own } = ownWords(said.text);
  return makePost(
    {
      id: event.id,
      createdAt: readInstant(event.created_at),
      text: said.text,
      kind: said.kind,
      url: said.at?.html_url ?? `https://github.com/${event.repo.name}`,
      mentions: findMentions(own),
      repliesTo: said.to?.user?.login,
      links: findLinks(own),
    },
    changed,
  );
}
