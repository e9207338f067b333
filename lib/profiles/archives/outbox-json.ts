import { inSlices } from '../../core/slices.ts';
import { givenProfile } from '../networks/given-profile.ts';
import { loadHtmlReader } from '../networks/html.ts';
import { MOST_GIVEN_POSTS } from '../networks/inline.ts';
import { readItems } from '../networks/read-items.ts';
import { activity, activityPost, handleOf, isPublic } from './archived-activity.ts';
import { type Archive, itemsOfText, newestPosts } from './given-archive.ts';
import { unreadableArchive } from './unreadable.ts';

/** Where the posts are in `outbox.json`. */
export const OUTBOX_KEY = 'orderedItems';

function ownerOf(items: readonly unknown[]): string | null {
  for (const item of items) {
    const actor = activity.safeParse(item).data?.actor;
    if (actor) return handleOf(actor);
  }
  return null;
}

/**
 * Reads `outbox.json` of a Mastodon archive (ActivityPub). Direct messages and followers-only posts are left out as
 * `not_public`.
 * @param handle normalized `user@host`; used if the archive does not name its owner.
 * @throws PermanentError `archive_unreadable`.
 */
export async function readOutboxJson(
  given: string,
  handle: string,
  most: number = MOST_GIVEN_POSTS,
): Promise<Archive> {
  const text = given.replace(/^\uFEFF/, '');
  if (
    !text.includes(`"${OUTBOX_KEY}"`) ||
    !text.includes('"OrderedCollection"') ||
    !text.trimEnd().endsWith('}')
  ) {
    throw unreadableArchive(
      'This is not outbox.json of a Mastodon archive: an OrderedCollection with orderedItems.',
    );
  }
  const items = await itemsOfText(text, OUTBOX_KEY, 'outbox.json');
  const owner = ownerOf(items) ?? handle;
  const readHtml = await loadHtmlReader();
  const batch = await readItems(items, activity, (each, changed) =>
    isPublic(each) ? activityPost(each, owner, readHtml, changed) : 'not_public',
  );
  return {
    profile: givenProfile('mastodon_archive', owner),
    incomplete: [],
    ...(await inSlices(newestPosts(batch, most))),
  };
}
