import { z } from 'zod';
import { optionalText } from '../networks/fields.ts';
import { givenProfile } from '../networks/given-profile.ts';
import { loadHtmlReader, type ReadHtml } from '../networks/html.ts';
import { webUrl } from '../networks/links.ts';
import { readInstant } from '../networks/read-instant.ts';
import type { Profile } from '../networks/social.ts';
import { plainLine, plainText } from '../networks/text.ts';
import type { ArchiveFormat } from './archive-format.ts';
import { activity, activityPost, handleOf, isPublic } from './archived-activity.ts';
import { OUTBOX_KEY } from './outbox-json.ts';

const actorSchema = z.object({
  id: z.string().max(2_048),
  name: optionalText,
  summary: optionalText,
  url: z.unknown().optional(),
  published: optionalText,
  icon: z.unknown().optional(),
});

function profileOf(whole: unknown, asked: string, readHtml: (html: string) => ReadHtml): Profile {
  const known = givenProfile('mastodon_archive', asked);
  const { data: actor } = actorSchema.safeParse(whole);
  const handle = actor && handleOf(actor.id);
  if (!actor || handle === null || handle === undefined) return known;
  return {
    ...known,
    id: actor.id,
    handle,
    displayName: plainLine(actor.name),
    bio: plainText(readHtml(actor.summary ?? '').text).text || null,
    url: webUrl(actor.url),
    createdAt: readInstant(actor.published),
    hasAvatar: Boolean(actor.icon),
  };
}

/** https://docs.joinmastodon.org/user/moving/#export */
export const MASTODON_FORMAT: ArchiveFormat = {
  needs: 'outbox.json',
  postsAt: (name) => (/(?:^|\/)outbox\.json$/.test(name) ? { part: 0, key: OUTBOX_KEY } : null),
  asides: { actor: /(?:^|\/)actor\.json$/ },
  async reader(asides, { handle: asked }) {
    const readHtml = await loadHtmlReader();
    const profile = profileOf(await asides.whole('actor'), asked, readHtml);
    return {
      profile,
      incomplete:
        asides.names('actor').length === 0 ? ['actor.json is not in the archive: it names the owner.'] : [],
      read: (item, changed) => {
        const { data } = activity.safeParse(item);
        if (!data) return 'unreadable';
        return isPublic(data) ? activityPost(data, profile.handle, readHtml, changed) : 'not_public';
      },
    };
  },
};
