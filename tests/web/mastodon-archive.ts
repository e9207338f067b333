import { samplePosts } from '../../dev/demo/sample-posts.ts';

const ACTOR = { id: 'https://sea.example/users/ada', type: 'Person', preferredUsername: 'ada', name: 'Ada' };
const OUTBOX = {
  id: 'outbox.json',
  type: 'OrderedCollection',
  orderedItems: samplePosts()
    .slice(0, 40)
    .map(({ id, created_at, text }) => ({
      id: `${ACTOR.id}/statuses/${id}/activity`,
      type: 'Create',
      actor: ACTOR.id,
      published: created_at,
      to: ['https://www.w3.org/ns/activitystreams#Public'],
      object: { id: `${ACTOR.id}/statuses/${id}`, type: 'Note', content: `<p>${text}</p>`, tag: [] },
    })),
};

/** The files of an archive as Mastodon gives it out, without its media. */
export const MASTODON_ARCHIVE: Readonly<Record<string, string>> = {
  'actor.json': JSON.stringify(ACTOR),
  'outbox.json': JSON.stringify(OUTBOX),
};
